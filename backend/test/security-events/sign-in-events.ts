import { expect } from 'vitest';
import { openBrowser, personWhoSignsIn } from '../browser.js';
import { freshLogin } from '../factories/invitation.js';
import {
  mfaTokenOf,
  openBrowser as openFactorBrowser,
  otherCode,
  personWithFactor,
} from '../factories/second-factor.js';
import { administrator, api, ofAccount, prisma, signedIn, type Events } from './stage.js';

/** Sessions: how they begin, or do not, and end. */
export const SIGN_IN_EVENTS: Events = {
  'a sign-in with the right password': async () => {
    const who = await personWhoSignsIn(api);
    const browser = openBrowser({ url: api.url });
    const response = await browser.signIn(who.login);
    return {
      response,
      status: 200,
      who,
      from: browser.ip,
      row: { action: 'session.open', objectType: 'session' },
    };
  },
  'a sign-in with a wrong password': async () => {
    const who = await personWhoSignsIn(api);
    const browser = openBrowser({ url: api.url });
    const response = await browser.signIn(who.login, 'wrong');
    return { response, status: 401, who, from: browser.ip, row: ofAccount(who, 'session.refuse', 'failure') };
  },
  'a sign-in with a login that is nobody’s': async () => {
    const browser = openBrowser({ url: api.url });
    const response = await browser.signIn(freshLogin());
    const row = {
      action: 'session.refuse',
      outcome: 'failure',
      objectType: 'user_account',
      objectId: null,
    } as const;
    return { response, status: 401, who: null, from: browser.ip, row };
  },
  'a sign-in of somebody who works here no more': async () => {
    const who = await personWhoSignsIn(api, { status: 'inactive' });
    const browser = openBrowser({ url: api.url });
    const response = await browser.signIn(who.login);
    return { response, status: 401, who, from: browser.ip, row: ofAccount(who, 'session.refuse', 'failure') };
  },
  'a question for the second factor': async () => {
    const who = await personWithFactor(api);
    const browser = openFactorBrowser(api);
    const response = await browser.signIn(who.login);
    return { response, status: 200, who, from: browser.ip, row: ofAccount(who, 'session.ask_second_factor') };
  },
  'a wrong code at the second step': async () => {
    const who = await personWithFactor(api);
    const browser = openFactorBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(who.login));
    const response = await browser.answer(mfaToken, otherCode(who.code()));
    return {
      response,
      status: 401,
      who,
      from: browser.ip,
      row: ofAccount(who, 'session.refuse_code', 'failure'),
    };
  },
  'a sign-in with a recovery code': async () => {
    const who = await personWithFactor(api);
    const browser = openFactorBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(who.login));
    const response = await browser.answer(mfaToken, who.recoveryCodes[0] ?? '');
    const history = await prisma.signInEvent.findFirst({
      where: { userAccountId: who.userAccountId, outcome: 'success' },
    });
    expect(history).toMatchObject({ method: 'recovery_code', ip: browser.ip });
    return {
      response,
      status: 200,
      who,
      from: browser.ip,
      row: { action: 'session.open', objectType: 'session' },
    };
  },
  'a sign-out': async () => {
    const who = await personWhoSignsIn(api);
    const { post, from } = await signedIn(who);
    const response = await post('/api/auth/logout');
    return { response, status: 204, who, from, row: { action: 'session.close', objectType: 'session' } };
  },
  'a refresh token used twice': async () => {
    const who = await personWhoSignsIn(api);
    const { browser, from } = await signedIn(who);
    const stolen = new Map(browser.cookies);
    await browser.refresh();
    await browser.refresh();
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    const response = await browser.refresh();
    const row = { action: 'session.reuse', outcome: 'failure', objectType: 'session' } as const;
    return { response, status: 401, who, from, row };
  },
  'another session ended by the person': async () => {
    const who = await personWhoSignsIn(api);
    await signedIn(who);
    const other = await prisma.session.findFirstOrThrow({ where: { operatorId: who.id } });
    const here = await signedIn(who);
    const response = await here.delete(`/api/auth/sessions/${other.id}`);
    const row = { action: 'session.close', objectType: 'session', objectId: other.id };
    return { response, status: 204, who, from: here.from, row };
  },
  'all sessions of a person ended by an administrator': async () => {
    const { who, from, delete: remove } = await administrator();
    const person = await api.build.operator();
    const response = await remove(`/api/operators/${String(person.id)}/sessions`);
    const row = { action: 'session.end_all', objectType: 'operator', objectId: person.id };
    return { response, status: 204, who, from, row };
  },
};
