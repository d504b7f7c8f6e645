import { notFound, problem } from '../../platform/http/problem.js';
import type { OneTimeTokenRow } from './one-time-tokens.repository.js';

/** @throws Problem `not_found` for a secret nobody gave out, `token_used` for one used or replaced, `token_expired`. */
export function assertOpen(token: OneTimeTokenRow | null, now: Date): asserts token is OneTimeTokenRow {
  if (!token) throw notFound('token');
  if (token.usedAt !== null) throw problem('token_used');
  if (token.expiresAt <= now) throw problem('token_expired');
}
