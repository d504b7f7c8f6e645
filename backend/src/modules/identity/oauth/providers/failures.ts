import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { ProviderFailure, refused, unavailable } from './provider.js';

/** The answer could be read and proves nobody: wrong signature, issuer, audience, nonce, state, time or algorithm. */
const UNPROVEN = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_KEY_SELECTION_FAILED',
]);

/** What a failed call of openid-client means for the person who waits. */
export function toProviderFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (error instanceof AuthorizationResponseError) return refused(`answered ${error.error}`);
  if (error instanceof ResponseBodyError)
    return error.status < 500
      ? refused(`answered ${error.error}`)
      : unavailable(`answered ${String(error.status)}`);
  if (error instanceof WWWAuthenticateChallengeError) return refused('challenges the client');
  if (error instanceof ClientError && UNPROVEN.has(error.code ?? ''))
    return refused(`proves nobody: ${error.code ?? ''}`, error);
  return unavailable('does not answer as it should', error);
}
