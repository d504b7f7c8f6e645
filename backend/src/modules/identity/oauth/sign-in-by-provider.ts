import { recordAudit } from '../../audit/index.js';
import type { SignInRow } from '../identity.repository.js';
import { askSecondFactor, type AskedForCode } from '../second-factor/sign-in-challenge.js';
import { completeSignIn, type CompleteSignInDeps, type SignedIn } from '../sign-in/complete-sign-in.js';
import { noteSignIn } from '../sign-in/sign-in-history.js';
import { linkProvider, type LinkDeps } from './link-provider.js';
import { createOauthLinksRepository } from './oauth-links.repository.js';
import { refused, type ProviderId, type ProviderPerson } from './providers/provider.js';

export interface SignInByProviderDeps extends LinkDeps, CompleteSignInDeps {}

export interface ProvenByProvider {
  readonly provider: ProviderId;
  readonly person: ProviderPerson;
  /** Secret of the browser's cookie. */
  readonly browser: string;
}

/**
 * Signs in whoever has a link; at the first time, whoever's verified address the provider vouches for, and links him. Accounts are made
 * by administrators alone. A provider's word stands for the password: whoever has a second factor is asked for it all the same.
 * @throws {ProviderFailure} `refused`, the same whether there is no account, no link or no active employment.
 */
export async function signInByProvider(
  deps: SignInByProviderDeps,
  proof: ProvenByProvider,
): Promise<SignedIn | AskedForCode> {
  const { database, clock } = deps;
  const { provider, person, browser } = proof;
  const user = (await findLinked(deps, proof)) ?? (await linkByEmail(deps, proof));
  if (!user?.isActive) return refuse(deps, user);
  await createOauthLinksRepository(database.prisma).noteUse(provider, person.subject, clock.now());
  const proven = { user, browser, methods: ['oauth'] } as const;
  return (await askSecondFactor(deps, proven)) ?? completeSignIn(deps, proven);
}

async function findLinked(
  { database }: LinkDeps,
  { provider, person }: ProvenByProvider,
): Promise<SignInRow | null> {
  const links = createOauthLinksRepository(database.prisma);
  const accountId = await links.findAccount(provider, person.subject);
  return accountId === null ? null : links.findForSignIn(accountId);
}

async function linkByEmail(
  deps: LinkDeps,
  { provider, person }: ProvenByProvider,
): Promise<SignInRow | null> {
  const { verifiedEmail } = person;
  if (verifiedEmail === null) return null;
  return deps.database.inTransaction(async (db) => {
    const links = createOauthLinksRepository(db);
    const accountId = await links.findAccountByEmail(verifiedEmail);
    const user = accountId === null ? null : await links.findForSignIn(accountId);
    if (!user?.isActive) return user;
    const isLinked = await linkProvider(db, deps, { user, provider, person });
    // Another browser of the same person may have been faster.
    return isLinked || (await links.findAccount(provider, person.subject)) === accountId ? user : null;
  });
}

async function refuse({ database, clock }: LinkDeps, user: SignInRow | null): Promise<never> {
  const { accountId = null, organizationId = null } = user ?? {};
  await database.inTransaction(async (db) => {
    const at = clock.now();
    await noteSignIn(db, { accountId, organizationId, at, method: 'oauth', outcome: 'inactive' });
    await recordAudit(db, {
      ...{ action: 'session.refuse', objectType: 'user_account', objectId: accountId, outcome: 'failure' },
      ...{ organizationId, accountId },
    });
  });
  throw refused('no account may sign in by this proof');
}
