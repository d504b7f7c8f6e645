import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import { problem } from '../../platform/http/problem.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { InboxMetrics, InboxStore } from '../inbox/index.js';
import type { Account, Accounts } from './accounts.js';
import { eventPath, isSigned, readWebhookForm } from './mango/index.js';

export interface WebhookDeps {
  readonly accounts: Accounts;
  readonly store: InboxStore;
  readonly metrics: InboxMetrics;
  readonly logger: Logger;
}

const PROVIDER = 'mango';
const BASE = '/webhooks/mango';
const PATH = `${BASE}{/*event}`;
const FORM = 'application/x-www-form-urlencoded';
const BODY_LIMIT = '64kb';
const MAX_PATH_LENGTH = 100;

/** The path the sender added to our address; nothing in it but visible ASCII, whatever was asked for. */
function pathOf(req: Request): string {
  const own = req.path.slice(req.path.toLowerCase().indexOf(BASE) + BASE.length);
  return eventPath(own)
    .replace(/[^\x21-\x7e]/g, '')
    .slice(0, MAX_PATH_LENGTH);
}

/**
 * Receives the webhooks of Mango Office below `/webhooks/mango`: 200 once stored, 403 on a bad or missing signature or an unknown key,
 * 400 when the form cannot be read. Mount it before anything else reads bodies.
 */
export function mangoWebhookRoutes(router: Router, deps: WebhookDeps): void {
  const { metrics } = deps;
  const count: RequestHandler = (_req, _res, next) => {
    metrics.received(PROVIDER);
    next();
  };
  // The button "check connection" posts anything or nothing; its body is not read at all.
  const ping: RequestHandler = (req, res, next) => {
    const path = pathOf(req);
    if (path === 'ping' || (path === '' && req.get('content-length') === '0')) res.json({ success: true });
    else next();
  };
  const onlyForms: RequestHandler = (req, _res, next) => {
    if (req.is(FORM) === false) throw problem('unsupported_media_type');
    next();
  };
  // eslint-disable-next-line max-params -- Express knows a handler of errors by its four parameters
  const countRefusal: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
    metrics.rejected(PROVIDER, reasonOf(error));
    next(error);
  };
  const body = express.raw({ type: FORM, limit: BODY_LIMIT, inflate: false });

  router.post(PATH, count, ping, onlyForms, body, async (req, res) => {
    const { account, json } = await proveOrigin(req, deps);
    const raw = Buffer.from(json, 'utf8');
    await deps.store.keep({
      organizationId: account.organizationId,
      provider: PROVIDER,
      path: pathOf(req),
      raw,
    });
    deps.accounts.touch(account.id);
    res.json({ success: true });
  });
  router.all(PATH, () => {
    throw problem('method_not_allowed', { extensions: { allow: ['POST'] } });
  });
  router.use(BASE, countRefusal);
}

/** Checks the signature over the text as it was received. @throws Problem `bad_signature`, `invalid_request`. */
async function proveOrigin(
  req: Request,
  { accounts, logger }: WebhookDeps,
): Promise<{ account: Account; json: string }> {
  const bytes: unknown = req.body;
  const reading = readWebhookForm(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
  if (!reading.ok) {
    throw problem(reading.reason === 'missing_signature' ? 'bad_signature' : 'invalid_request', {
      detail: reading.reason,
    });
  }
  const { vpbxApiKey, sign, json } = reading.form;
  const account = await accounts.find(vpbxApiKey);
  if (account === null || !isSigned(json, sign, account)) {
    logger.warn('webhook refused, its origin is not proven', {
      provider: PROVIDER,
      isKnownKey: account !== null,
    });
    throw problem('bad_signature', { detail: account === null ? 'unknown_key' : 'bad_signature' });
  }
  return { account, json };
}

/** A label of the metric: few values, none of them from the request. */
function reasonOf(error: unknown): string {
  const { message, type, code } = error as { message?: string; type?: string; code?: string };
  if (code === 'bad_signature' || code === 'invalid_request') return message ?? code;
  if (code !== undefined) return code;
  return type?.startsWith('e') === true ? type : 'unexpected';
}
