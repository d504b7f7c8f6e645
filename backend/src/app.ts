import compression from 'compression';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import express, { Router, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Container, Foundation } from './container.js';
import {
  COOKIE_PATHS,
  createAccessCheck,
  refuseForeignOrigin,
  type CallerLimits,
} from './modules/identity/index.js';
import { documentationRoutes } from './modules/system/index.js';
import { createErrorMiddleware, notFoundMiddleware } from './platform/http/error-middleware.js';
import { createOnce } from './platform/http/idempotency.js';
import { jsonBody } from './platform/http/json-body.js';
import { refuseUnknownHosts } from './platform/http/known-hosts.js';
import { createMount, type MountDeps } from './platform/http/mount.js';
import { createRequestLog } from './platform/http/request-log.js';
import { contentSecurityPolicy, spaRoutes } from './platform/http/spa.js';
import { metricsHandler } from './platform/metrics.js';

export interface AppOptions {
  /** Walls against floods, by path below `/api`. */
  readonly limits?: Readonly<Record<string, RequestHandler>>;
  /** Walls around what one person or key may ask for how often. */
  readonly callerLimits?: CallerLimits;
  readonly checkAnswer?: NonNullable<MountDeps['checkAnswer']>;
  /** True once the process is ending: connections are asked to go elsewhere. */
  readonly isDraining?: () => boolean;
}

/** The HTTP application: context and log, headers, webhooks on raw bytes, then the API, then the SPA, then what failed. */
export function createApp(foundation: Foundation, container: Container, options: AppOptions = {}): Express {
  const { environment, logger, metrics } = foundation;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', ['loopback', ...environment.trustedProxies]);
  app.use(createRequestLog(logger, metrics.http));
  app.use((_req, res, next) => {
    if (options.isDraining?.()) res.setHeader('Connection', 'close');
    next();
  });
  app.use(securityHeaders(environment.publicUrl.protocol === 'https:'));
  app.use(refuseUnknownHosts(environment));

  const api = createApi(foundation, container, options);
  app.use(['/api/v1', '/api'], api);
  app.get('/metrics', metricsHandler(metrics.registry, environment.metricsToken));
  app.use(compression());
  app.use(spaRoutes(environment.spaDir));
  app.use(notFoundMiddleware);
  app.use(createErrorMiddleware(logger));
  return app;
}

function createApi(foundation: Foundation, container: Container, options: AppOptions): Router {
  const { environment, database, logger, clock } = foundation;
  const api = Router({ strict: false });
  api.use((req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    // Express parses the query anew at each look; here it is looked at once per field.
    Object.defineProperty(req, 'query', { value: req.query, writable: true, configurable: true });
    next();
  });
  container.webhookRoutes(api);
  api.use(cors({ origin: [...environment.corsOrigins], credentials: true, maxAge: 600 }));
  for (const [path, limit] of Object.entries(options.limits ?? {})) api.use(path, limit);
  api.use([...COOKIE_PATHS], refuseForeignOrigin([environment.publicUrl.origin, ...environment.corsOrigins]));
  api.use(cookieParser());
  api.use(jsonBody());

  const { actors, refusals } = container.identity;
  const checkAccess = createAccessCheck({ actors, clock, limits: options.callerLimits ?? null });
  const mount = createMount(api, {
    authorize: (req, operation) => checkAccess(req.get('Authorization'), operation, req.body as unknown),
    noteFailure: (failure) => refusals.noteOperation(failure),
    once: createOnce(database),
    ...(options.checkAnswer && { checkAnswer: options.checkAnswer }),
  });
  for (const module of container.modules) module.routes(mount);
  mount.refuseOtherMethods();
  documentationRoutes(api);
  api.use(notFoundMiddleware);
  api.use(createErrorMiddleware(logger));
  return api;
}

const securityHeaders = (isHttps: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xPoweredBy: false,
  });
