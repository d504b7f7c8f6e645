/** Health, the OpenAPI document and its two readers (Swagger UI, ReDoc), served from bundled files. */
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type Router } from 'express';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { problem } from '../../platform/http/problem.js';
import type { Redis } from '../../platform/redis/redis.js';
import { live, openapi, ready } from './system.contract.js';

export const systemOperations: readonly AnyOperation[] = [live, ready, openapi] as readonly AnyOperation[];

export interface SystemDeps {
  readonly database: Database;
  /** Null where the product has none. */
  readonly redis: Redis | null;
  readonly registry: Registry;
  readonly migrationsDir: string;
  /** The document as text, made once. */
  readonly document: () => string;
}

export function createSystemModule({ database, redis, registry, migrationsDir, document }: SystemDeps) {
  if (redis) countUp(redis, registry);
  const expected = readdirSync(migrationsDir).filter((name) => /^\d{14}_/.test(name));
  const assertMigrated = async (): Promise<void> => {
    const rows = await database.sql.query<{ name: string }>({
      name: 'applied-migrations',
      text: 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    });
    const applied = new Set(rows.map(({ name }) => name));
    if (!expected.every((name) => applied.has(name)))
      throw problem('not_ready', { detail: 'Migrations are missing' });
  };
  return {
    operations: systemOperations,
    routes: (mount: Mount): void => {
      mount.open(live, () => ({ status: 'ok' as const }));
      mount.open(ready, async () => {
        await assertMigrated();
        // Without Redis nobody can sign in, but whoever is in works on: the process stays among those that are asked.
        return {
          status: 'ok' as const,
          ...(redis && { redis: redis.isUp() ? ('up' as const) : ('down' as const) }),
        };
      });
      mount.open(openapi, ({ res }) => {
        res.type('application/json').send(document());
      });
    },
  };
}

function countUp(redis: Redis, registry: Registry): void {
  new Gauge({
    name: 'redis_up',
    help: 'Whether this process can ask Redis: 1 or 0',
    registers: [registry],
    collect() {
      this.set(redis.isUp() ? 1 : 0);
    },
  });
}

const require = createRequire(import.meta.url);

/** `/docs` (Swagger UI) and `/redoc`; both need their own content policy, since they style themselves. */
export function documentationRoutes(router: Router): void {
  const swaggerDir = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const redocDir = path.join(path.dirname(require.resolve('redoc/package.json')), 'bundles');
  router.use(['/docs', '/redoc'], (_req, res, next) => {
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'",
    );
    next();
  });
  router.get('/docs', page(swaggerPage));
  router.get('/docs/start.js', script(SWAGGER_START));
  router.use('/docs', express.static(swaggerDir, { index: false, redirect: false }));
  router.get('/redoc', page(redocPage));
  router.use('/redoc', express.static(redocDir, { index: false, redirect: false }));
}

const page =
  (html: string): express.RequestHandler =>
  (_req, res) =>
    void res.type('html').send(html);
const script =
  (text: string): express.RequestHandler =>
  (_req, res) =>
    void res.type('text/javascript').send(text);

const SWAGGER_START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: false });`;
const swaggerPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const redocPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title></head><body>
<redoc spec-url="/api/openapi.json"></redoc><script src="/api/redoc/redoc.standalone.js"></script></body></html>`;
