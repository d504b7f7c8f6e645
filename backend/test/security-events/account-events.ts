import { codeOfStep, stepAt } from '../../src/modules/identity/second-factor/totp.js';
import { freshIp, personWhoSignsIn } from '../browser.js';
import { freshLogin } from '../factories/invitation.js';
import { GOOD_PASSWORD } from '../factories/operators.js';
import { otherCode, personWithFactor } from '../factories/second-factor.js';
import {
  administrator,
  api,
  fromProxy,
  ofAccount,
  resetToken,
  signedIn,
  signedInWithFactor,
  type Events,
} from './stage.js';

const NEXT_PASSWORD = 'another horse altogether';

/** Passwords, second factors, and proofs of who one is. */
export const ACCOUNT_EVENTS: Events = {
  'a password changed': async () => {
    const who = await personWhoSignsIn(api);
    const { put, from } = await signedIn(who);
    const body = { currentPassword: GOOD_PASSWORD, newPassword: NEXT_PASSWORD };
    const response = await put('/api/auth/password', body);
    return { response, status: 204, who, from, row: ofAccount(who, 'password.change') };
  },
  'a password change with the wrong one': async () => {
    const who = await personWhoSignsIn(api);
    const { put, from } = await signedIn(who);
    const response = await put('/api/auth/password', {
      currentPassword: 'wrong',
      newPassword: NEXT_PASSWORD,
    });
    return { response, status: 422, who, from, row: ofAccount(who, 'password.refuse', 'failure') };
  },
  'a letter for a lost password asked for': async () => {
    const from = freshIp();
    const response = await fromProxy(api.anonymous.post('/api/auth/password/forgot'), from).send({
      login: freshLogin(),
    });
    const row = { action: 'password.forgot', objectType: 'user_account', objectId: null };
    return { response, status: 202, who: null, from, row };
  },
  'a lost password set anew': async () => {
    const who = await personWhoSignsIn(api);
    const token = await resetToken(who);
    const from = freshIp();
    const response = await fromProxy(api.anonymous.post('/api/auth/password/reset'), from).send({
      ...{ token, newPassword: NEXT_PASSWORD },
    });
    // The account is everywhere where its person works: the row is of no organisation.
    return {
      response,
      status: 204,
      who: { ...who, organizationId: null },
      from,
      row: ofAccount(who, 'password.reset'),
    };
  },
  'a second factor put in force': async () => {
    const who = await personWhoSignsIn(api);
    const { post, from } = await signedIn(who);
    const { otpauthUrl } = (await post('/api/auth/2fa/setup')).body as { otpauthUrl: string };
    const seed = new URL(otpauthUrl).searchParams.get('secret') ?? '';
    const response = await post('/api/auth/2fa/enable', { code: codeOfStep(seed, stepAt(api.clock.now())) });
    return { response, status: 200, who, from, row: ofAccount(who, 'second_factor.enable') };
  },
  'a second factor turned off': async () => {
    const { who, from, post } = await signedInWithFactor();
    const response = await post('/api/auth/2fa/disable', { password: GOOD_PASSWORD, code: who.code() });
    return { response, status: 204, who, from, row: ofAccount(who, 'second_factor.disable') };
  },
  'recovery codes made anew': async () => {
    const { who, from, post } = await signedInWithFactor();
    const response = await post('/api/auth/2fa/recovery-codes', {});
    return { response, status: 200, who, from, row: ofAccount(who, 'second_factor.renew_recovery_codes') };
  },
  'a second factor taken off by an administrator': async () => {
    const { who, from, delete: remove } = await administrator();
    const person = await personWithFactor(api);
    const response = await remove(`/api/operators/${String(person.id)}/second-factor`);
    const row = { action: 'second_factor.reset', objectType: 'operator', objectId: person.id };
    return { response, status: 204, who, from, row };
  },
  'a step-up with the right password': async () => {
    const who = await personWhoSignsIn(api);
    const { post, from } = await signedIn(who);
    const response = await post('/api/auth/step-up', { password: GOOD_PASSWORD });
    return { response, status: 204, who, from, row: { action: 'session.step_up', objectType: 'session' } };
  },
  'a step-up with a wrong password': async () => {
    const who = await personWhoSignsIn(api);
    const { post, from } = await signedIn(who);
    const response = await post('/api/auth/step-up', { password: 'wrong' });
    return { response, status: 422, who, from, row: ofAccount(who, 'password.refuse', 'failure') };
  },
  'a step-up with a wrong code': async () => {
    const { who, from, post } = await signedInWithFactor();
    const response = await post('/api/auth/step-up', {
      password: GOOD_PASSWORD,
      code: otherCode(who.code()),
    });
    return { response, status: 422, who, from, row: ofAccount(who, 'second_factor.refuse', 'failure') };
  },
};
