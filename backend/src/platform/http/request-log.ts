import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../logging/logger.js';
import type { HttpMetrics } from '../metrics.js';
import { localeOf } from './problem-messages.js';
import { currentContext, runInContext, type RequestContext } from './request-context.js';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Gives the request its id and context, and tells log and metrics how it ended. Paths are logged without query: it holds phones. */
export function createRequestLog(logger: Logger, metrics: HttpMetrics): RequestHandler {
  return (req, res, next) => {
    const given = req.get('X-Request-Id');
    const context: RequestContext = {
      requestId: given !== undefined && REQUEST_ID.test(given) ? given : randomUUID(),
      ip: req.ip ?? null,
      userAgent: req.get('User-Agent') ?? null,
      locale: localeOf(req.get('Accept-Language')),
      actor: null,
    };
    res.setHeader('X-Request-Id', context.requestId);
    const startedAt = process.hrtime.bigint();
    res.once('close', () => {
      const milliseconds = Number(process.hrtime.bigint() - startedAt) / 1e6;
      const route = (req.route as { path?: string } | undefined)?.path ?? 'unmatched';
      metrics.observe({ method: req.method, route, status: res.statusCode, seconds: milliseconds / 1000 });
      runInContext(context, () => {
        logger.info('request', {
          method: req.method,
          route,
          status: res.statusCode,
          ms: Math.round(milliseconds * 10) / 10,
        });
      });
    });
    runInContext(context, next);
  };
}

/** Notes the caller for logs and audit. */
export function setActor(actor: NonNullable<RequestContext['actor']>): void {
  const context = currentContext();
  if (context) context.actor = actor;
}
