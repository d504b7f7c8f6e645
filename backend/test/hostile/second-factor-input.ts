import { personWhoSignsIn } from '../browser.js';
import { GOOD_PASSWORD } from '../factories/operators.js';
import { mfaTokenOf, openBrowser, personWithFactor } from '../factories/second-factor.js';
import type { MakeSound } from './sound-input.js';

/** Sound input of what asks for a code, or sets up where it comes from. */
export const secondFactorInput: Readonly<Record<string, MakeSound>> = {
  answerSecondFactor: async (api) => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    const cookie = `crm_browser=${browser.cookies.get('crm_browser') ?? ''}`;
    return { cookie, body: { mfaToken, code: person.code(), rememberDevice: false } };
  },
  setUpSecondFactor: async (api) => ({ as: await personWhoSignsIn(api) }),
  enableSecondFactor: async (api) => {
    const person = await personWithFactor(api);
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { totpEnabledAt: null },
    });
    return { as: person, body: { code: person.code() } };
  },
  disableSecondFactor: async (api) => {
    const person = await personWithFactor(api);
    return { as: person, body: { password: GOOD_PASSWORD, code: person.code() } };
  },
  renewRecoveryCodes: async (api) => ({ as: await personWithFactor(api) }),
  stepUp: async (api) => {
    const person = await personWithFactor(api);
    return { as: person, body: { password: GOOD_PASSWORD, code: person.code() } };
  },
};
