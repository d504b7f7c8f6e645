import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../platform/access/actor.js';
import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import { problem } from '../../../platform/http/problem.js';
import type { Logger } from '../../../platform/logging/logger.js';
import type { SignedIn } from '../sign-in/complete-sign-in.js';
import { linkProvider, unlinkProvider } from './link-provider.js';
import { createOauthFlowsRepository, type OauthFlow } from './oauth-flows.repository.js';
import { createOauthLinksRepository } from './oauth-links.repository.js';
import {
  ProviderFailure,
  refused,
  type FlowSecrets,
  type Provider,
  type ProviderId,
  type ProviderPerson,
} from './providers/provider.js';
import { ownPath, withWords } from './return-to.rules.js';
import { signInByProvider, type SignInByProviderDeps } from './sign-in-by-provider.js';

export interface OauthDeps extends SignInByProviderDeps {
  readonly providers: ReadonlyMap<ProviderId, Provider>;
  readonly secretBox: SecretBox;
  readonly publicUrl: URL;
  readonly logger: Logger;
}

export interface Beginning {
  readonly provider: ProviderId;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  readonly returnTo: string | undefined;
  /** Whose account to link; null to sign in. */
  readonly accountId: number | null;
}

export interface Return {
  readonly provider: ProviderId;
  readonly browser: string | null;
  readonly query: URLSearchParams;
}

/** Where the browser goes next, and who has signed in on the way. */
export interface Finish {
  readonly location: string;
  readonly signedIn: SignedIn | null;
}

/** Words of the address that a page reads: why a person is back. They tell nothing about accounts. */
export type OauthOutcome = 'linked' | 'cancelled' | 'expired' | 'refused' | 'unavailable' | 'off';

export type OauthService = ReturnType<typeof createOauthService>;

export function createOauthService(deps: OauthDeps) {
  const { database, providers } = deps;
  return {
    providers: () => [...providers.values()].map(({ id, name }) => ({ id, name })),
    /** The provider's address to send the browser to. @throws Problem `not_found`, `provider_unavailable`. */
    begin: (beginning: Beginning): Promise<string> => begin(deps, beginning),
    /** The same for a page to which the browser goes by itself: what fails leads to the sign-in page. */
    start: (beginning: Beginning): Promise<string> =>
      begin(deps, beginning).catch((error: unknown) =>
        failed(deps, error, { provider: beginning.provider, page: signInPage(ownPath(beginning.returnTo)) }),
      ),
    finish: (back: Return): Promise<Finish> => finish(deps, back),
    links: async (actor: Actor) => {
      const rows = await createOauthLinksRepository(database.prisma).list(actor.accountId);
      return rows.map((row) => ({ ...row, provider: row.provider as ProviderId }));
    },
    unlink: (actor: Actor, provider: ProviderId) => unlinkProvider(deps, actor, provider),
  };
}

const SECRET_BYTES = 32;
const secret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
/** From the configuration alone: no header of a request has a say in where a code is sent. */
const redirectUri = (publicUrl: URL, provider: ProviderId): URL =>
  new URL(`/api/auth/oauth/${provider}/callback`, publicUrl);

async function begin(
  deps: OauthDeps,
  { provider: id, browser, returnTo, accountId }: Beginning,
): Promise<string> {
  const { database, clock, secretBox, publicUrl } = deps;
  const provider = deps.providers.get(id);
  if (!provider) throw problem('not_found', { detail: 'The provider is off' });
  const secrets: FlowSecrets = { verifier: secret(), nonce: secret() };
  const state = secret();
  const url = await provider
    .authorizationUrl({ ...secrets, state, redirectUri: redirectUri(publicUrl, id) })
    .catch((error: unknown) => {
      tellOfFailure(deps, id, error);
      throw problem('provider_unavailable', { cause: error });
    });
  await createOauthFlowsRepository(database.prisma).begin({
    ...{ provider: id, state, browser, accountId },
    secretsSealed: secretBox.seal(JSON.stringify(secrets)),
    returnTo: ownPath(returnTo),
    now: clock.now(),
  });
  return url.href;
}

async function finish(deps: OauthDeps, { provider: id, browser, query }: Return): Promise<Finish> {
  const provider = deps.providers.get(id);
  const state = query.get('state');
  const now = deps.clock.now();
  if (!provider) return { location: outcome(signInPage('/'), 'off', id), signedIn: null };
  const flow =
    state === null || browser === null
      ? null
      : await createOauthFlowsRepository(deps.database.prisma).take({ provider: id, state, browser, now });
  if (!flow || state === null || browser === null)
    return { location: outcome(signInPage('/'), 'expired', id), signedIn: null };
  const page = flow.accountId === null ? signInPage(flow.returnTo) : flow.returnTo;
  if (query.get('error') === 'access_denied')
    return { location: outcome(page, 'cancelled', id), signedIn: null };
  try {
    const secrets = JSON.parse(deps.secretBox.open(flow.secretsSealed)) as FlowSecrets;
    const uri = redirectUri(deps.publicUrl, id);
    const person = await provider.personOf({ ...secrets, state, query, redirectUri: uri });
    return await use(deps, flow, { provider: id, person, browser });
  } catch (error) {
    return { location: failed(deps, error, { provider: id, page }), signedIn: null };
  }
}

interface Proven {
  readonly provider: ProviderId;
  readonly person: ProviderPerson;
  readonly browser: string;
}

async function use(deps: OauthDeps, { accountId, returnTo }: OauthFlow, proven: Proven): Promise<Finish> {
  if (accountId === null) {
    const signIn = await signInByProvider(deps, proven);
    // Behind `#`, so that it reaches no server and no log; it serves this browser alone, with the code.
    if ('mfaToken' in signIn)
      return { location: `${signInPage(returnTo)}#code=${signIn.mfaToken}`, signedIn: null };
    return { location: returnTo, signedIn: signIn };
  }
  const { provider, person } = proven;
  await deps.database.inTransaction(async (db) => {
    const links = createOauthLinksRepository(db);
    const user = await links.findForSignIn(accountId);
    if (!user?.isActive) throw refused('the account is not active');
    const isLinked = await linkProvider(db, deps, { user, provider, person });
    if (isLinked || (await links.findAccount(provider, person.subject)) === accountId) return;
    throw refused('the account or the person has another link');
  });
  return { location: outcome(returnTo, 'linked', provider), signedIn: null };
}

interface Place {
  readonly provider: ProviderId;
  readonly page: string;
}

/** Where a failure leads. What is no failure of a provider is thrown on, but for a provider that is off or away. */
function failed(deps: OauthDeps, error: unknown, { provider, page }: Place): string {
  if (error instanceof ProviderFailure) {
    tellOfFailure(deps, provider, error);
    return outcome(page, error.reason, provider);
  }
  const { code } = error as { readonly code?: unknown };
  if (code === 'not_found') return outcome(page, 'off', provider);
  if (code === 'provider_unavailable') return outcome(page, 'unavailable', provider);
  throw error;
}

function tellOfFailure({ logger }: OauthDeps, provider: ProviderId, error: unknown): void {
  logger.warn('sign-in by provider failed', { provider, fault: faultOf(error) });
}

/** Messages alone: the errors of openid-client carry answers and claims. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? `${error.message}: ${faultOf(error.cause)}` : error.message;
}

const signInPage = (returnTo: string): string => withWords('/login', returnTo === '/' ? {} : { returnTo });
const outcome = (page: string, word: OauthOutcome, provider: ProviderId): string =>
  withWords(page, { oauth: word, provider });
