import request, { type Response, type Test } from 'supertest';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import { accessTokenOf, openBrowser, personWhoSignsIn } from '../browser.js';
import type { TestOperator } from '../factories/build.js';
import { foreignOrganization } from '../factories/foreign.js';
import { runJob } from '../factories/mail.js';
import {
  mfaTokenOf,
  openBrowser as openFactorBrowser,
  personWithFactor,
} from '../factories/second-factor.js';
import { redirectUriOf, startOauthApi } from '../oauth-stage.js';
import { startFakeOauth } from '../providers/fake-oauth.js';
import { GITHUB } from '../providers/oauth-shapes.js';

/** What a person did that matters to security, and the one row by which somebody who reads the log learns of it. */
export interface Happened {
  readonly response: Response;
  readonly status: number;
  /** Whose account it concerns; null for nobody who is known. */
  readonly who: { readonly userAccountId: number; readonly organizationId: number | null } | null;
  readonly from: string;
  readonly row: {
    readonly action: string;
    readonly outcome?: 'failure';
    readonly objectType: string;
    readonly objectId?: string | number | null;
    readonly diffFields?: object;
    readonly apiKeyId?: number;
  };
}

export type Events = Readonly<Record<string, () => Promise<Happened>>>;

export const github = await startFakeOauth(GITHUB, redirectUriOf('github'));
export const api = await startOauthApi({ github: github.url });
export const foreign = await foreignOrganization(api);
export const { prisma } = api.database;

// At the start of a step of codes, so that none ends between two requests.
api.clock.set(new Date(Math.floor(Date.now() / 30_000) * 30_000));
export const closeStage = async (): Promise<void> => {
  await api.close();
  await github.close();
};

/** A session that a person has just opened, and the requests he makes with it from one address. */
export async function signedIn(person: TestOperator) {
  const browser = openBrowser({ url: api.url });
  const token = accessTokenOf(await browser.signIn(person.login));
  const send = (test: Test, body?: object): Promise<Response> =>
    Promise.resolve(
      test.set('Authorization', `Bearer ${token}`).set('X-Forwarded-For', browser.ip).send(body),
    );
  return { browser, token, from: browser.ip, ...clientOf(send) };
}
const clientOf = (send: (test: Test, body?: object) => Promise<Response>) => ({
  get: (path: string) => send(request(api.url).get(path)),
  post: (path: string, body?: object) => send(request(api.url).post(path), body),
  put: (path: string, body?: object) => send(request(api.url).put(path), body),
  patch: (path: string, body?: object) => send(request(api.url).patch(path), body),
  delete: (path: string) => send(request(api.url).delete(path)),
});
export const administrator = async () => {
  const who = await personWhoSignsIn(api, { role: 'owner' });
  return { who, ...(await signedIn(who)) };
};
/** A person whose codes the clock can be asked for, signed in with password and code. */
export async function signedInWithFactor() {
  const who = await personWithFactor(api);
  const browser = openFactorBrowser(api);
  const mfaToken = mfaTokenOf(await browser.signIn(who.login));
  const token = accessTokenOf(await browser.answer(mfaToken, who.code(-1)));
  const post = (path: string, body: object): Promise<Response> =>
    Promise.resolve(
      request(api.url)
        .post(path)
        .set({ Authorization: `Bearer ${token}`, 'X-Forwarded-For': browser.ip })
        .send(body),
    );
  return { who, from: browser.ip, post };
}
export async function resetToken(person: TestOperator): Promise<string> {
  await prisma.userAccount.update({
    where: { id: person.userAccountId },
    data: { email: `${person.login}@example.org`, emailVerifiedAt: new Date() },
  });
  await request(api.url).post('/api/auth/password/forgot').send({ login: person.login });
  const box = createSecretBox(api.environment.secretsKey);
  await runJob(api, 'identity:password_reset', { loginSealed: box.seal(person.login) });
  const letter = await prisma.mailMessage.findFirstOrThrow({
    where: { userAccountId: person.userAccountId },
  });
  const { link } = JSON.parse(box.open(letter.paramsSealed)) as {
    link: string;
  };
  return new URL(link).hash.replace('#token=', '');
}
export const versionOf = async ({ id }: TestOperator): Promise<number> =>
  (await prisma.operator.findUniqueOrThrow({ where: { id } })).version;
export const fromProxy = (test: Test, ip: string): Test => test.set('X-Forwarded-For', ip);
export const ofAccount = (who: TestOperator, action: string, outcome?: 'failure') => ({
  action,
  objectType: 'user_account',
  objectId: who.userAccountId,
  ...(outcome && { outcome }),
});
export const refusedOperation = (id: string, diffFields: object) =>
  ({
    action: 'access.refuse',
    outcome: 'failure',
    objectType: 'operation',
    objectId: id,
    diffFields,
  }) as const;
