import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from '../logging/logger.js';
import { problemOfDatabaseError } from '../db/database-errors.js';
import {
  BLOCK_MESSAGES,
  FIELD_MESSAGES,
  PROBLEM_TITLES,
  fill,
  localeOf,
  type Locale,
} from './problem-messages.js';
import { Problem, problem, type FieldError } from './problem.js';
import { currentContext } from './request-context.js';

/** 404 for what no operation answers. */
export const notFoundMiddleware: RequestHandler = () => {
  throw problem('not_found', { detail: 'There is nothing at this address' });
};

/** The one place where a failure is written to the wire. Unknown ones become a bland 500 and are logged with their stack. */
export function createErrorMiddleware(logger: Logger): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express tells an error handler by its four parameters
  return (error: unknown, req, res, next) => {
    const failure = toProblem(error);
    if (failure.code === 'internal')
      logger.error('request failed unexpectedly', { method: req.method, error });
    if (failure.status === 503)
      logger.warn('request refused, not ready', { method: req.method, code: failure.code, error });
    if (res.headersSent) {
      next(error);
      return;
    }
    writeProblem(res, failure, currentContext()?.locale ?? localeOf(req.get('Accept-Language')));
  };
}

export function writeProblem(res: Response, failure: Problem, locale: Locale): void {
  const { allow, ...extensions } = failure.extensions;
  if (Array.isArray(allow)) res.setHeader('Allow', allow.join(', '));
  if (failure.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  const retryAfter = failure.retryAfterSeconds ?? (failure.status === 503 ? 2 : null);
  if (retryAfter !== null) res.setHeader('Retry-After', String(retryAfter));
  res.setHeader('Content-Language', locale);
  res
    .status(failure.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        success: false,
        type: `/problems/${failure.code}`,
        title: PROBLEM_TITLES[locale][failure.code],
        status: failure.status,
        detail: PROBLEM_TITLES[locale][failure.code],
        code: failure.code,
        requestId: currentContext()?.requestId ?? null,
        ...(failure.errors.length > 0 && {
          errors: failure.errors.map((error) => toFieldError(error, locale)),
        }),
        ...extensions,
      }),
    );
}

const toFieldError = ({ field, code, params, reason }: FieldError, locale: Locale) => ({
  field,
  code,
  message: reason ? BLOCK_MESSAGES[locale][reason] : fill(FIELD_MESSAGES[locale][code], params),
  ...(reason && { reason }),
});

/** Errors of body-parser and of the router carry a `type` and a status; their messages may quote the input, so none is passed on. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  if (status === 404) return problem('not_found');
  if (status === 413) return problem('payload_too_large');
  if (status === 415) return problem('unsupported_media_type');
  if (status !== null && status >= 400 && status < 500) return problem('invalid_request');
  return problemOfDatabaseError(error) ?? problem('internal', { cause: error });
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}
