import type { RequestHandler } from 'express';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { problem } from './http/problem.js';

export interface HttpMetrics {
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
}

export interface Metrics {
  readonly registry: Registry;
  readonly http: HttpMetrics;
}

/** Prometheus metrics of one process; `process` tells the processes of the cluster apart. */
export function createMetrics(processName: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return {
    registry,
    http: {
      observe: ({ method, route, status, seconds }) => {
        duration.labels(method, route, String(status)).observe(seconds);
      },
    },
  };
}

/** `/metrics`: for callers on loopback, or with the token. */
export function metricsHandler(registry: Registry, token: string | null): RequestHandler {
  return async (req, res) => {
    const isLocal = /^(::1|(::ffff:)?127\.)/.test(req.ip ?? '');
    const hasToken = token !== null && req.get('Authorization') === `Bearer ${token}`;
    if (!isLocal && !hasToken) throw problem('not_found');
    res.type(registry.contentType).send(await registry.metrics());
  };
}
