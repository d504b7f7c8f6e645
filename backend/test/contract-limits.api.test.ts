import { afterAll, describe, expect, test } from 'vitest';
import type { AnyOperation } from '../src/platform/http/operation.js';
import type { Schema } from '../src/platform/http/schema.js';
import { startTestApi } from './api.js';
import { createProbe } from './hostile/probe.js';
import { createSender, namedFields } from './hostile/send-raw.js';
import { SOUND_ENVIRONMENT } from './hostile/sound-input.js';
import { storedRows } from './hostile/stored-rows.js';

const api = await startTestApi({ env: SOUND_ENVIRONMENT });
const sender = createSender(api.url);
afterAll(async () => {
  sender.close();
  await api.close();
});

const operations = api.container.modules.flatMap((module) => module.operations);
const named = (some: readonly AnyOperation[]) => some.map((each): [string, AnyOperation] => [each.id, each]);

describe('what nobody may set by naming it', () => {
  /** Members of rows that the product sets itself, and ways to become somebody else. */
  const OWN_TO_US = {
    ...{ id: 1, organizationId: 1, organization_id: 1, operatorId: 1, accountId: 1, userAccountId: 1 },
    ...{ createdAt: '2020-01-01', createDate: '2020-01-01', updatedAt: '2020-01-01', passwordHash: 'x' },
    ...{ isOwner: true, isAdmin: true, isSuperAdmin: true, permissions: ['settings:write'], role: 'owner' },
    ...{
      totpEnabledAt: null,
      totpSecretSealed: null,
      emailVerifiedAt: '2020-01-01',
      masterId: 1,
      cityIds: [1],
    },
    ...{ clean: 1, masterChange: 1, slotPlace: 1, status: 'active', statusOrder: 'completed', sealNo: 1 },
  };

  const writing = operations.filter(({ method, id }) => method !== 'get' && id !== 'receiveMangoEvent');
  test.each(named(writing))('%s refuses all of it by name and changes nothing', async (_, operation) => {
    const foreign = Object.entries(OWN_TO_US).filter(([name]) => !Object.hasOwn(operation.body, name));
    const probe = await createProbe(api, sender.send, operation);
    const before = await storedRows(api.database.sql);
    const answer = await probe.send({ body: { ...probe.sound.body, ...Object.fromEntries(foreign) } });
    expect({ status: answer.status, text: answer.text.slice(0, 200) }).toMatchObject({ status: 422 });
    expect(namedFields(answer)).toEqual(expect.arrayContaining(foreign.map(([name]) => name)));
    expect(await storedRows(api.database.sql)).toEqual(before);
  });
});

describe('what no answer may hold', () => {
  const SECRET = /hash|salt|secret|sealed|totp|seed|password|token|otpauth|recoverycode/i;
  /** Told because the caller has just made or asked for it; each with its reason. */
  const TOLD: Readonly<Record<string, string>> = {
    'login.accessToken': 'the session just opened',
    'login.mfaToken': 'the question for the code',
    'answerSecondFactor.accessToken': 'the session just opened',
    'refresh.accessToken': 'the session just renewed',
    'switchOrganization.accessToken': 'the session goes on elsewhere',
    'setUpSecondFactor.otpauthUrl': 'the seed for the app, before it is in force',
    'enableSecondFactor.recoveryCodes': 'shown this once',
    'renewRecoveryCodes.recoveryCodes': 'shown this once',
    'getSecondFactor.recoveryCodesLeft': 'how many',
    'createMyApiKey.token': 'the key, shown this once',
    'createApiKey.token': 'the key, shown this once',
    'getProfile.mustChangePassword': 'whether, not which',
    'updateProfile.mustChangePassword': 'whether, not which',
    'createOrganization.password': 'of the first owner, made for him and shown this once',
    'getMailAccount.hasPassword': 'whether there is one',
    'setMailAccount.hasPassword': 'whether there is one',
    'getAuditVerification.sealedUpTo': 'a place in the chain of the log',
    'getAuditVerification.unsealed': 'how many rows await their seal',
    'getAuditVerification.oldestUnsealedAt': 'since when they do',
  };

  const schemaOf = ({ success }: AnyOperation): Schema<unknown> | null =>
    'schema' in success ? success.schema : null;
  const namesIn = (schema: Schema<unknown>): string[] => [
    ...(schema.items ? namesIn(schema.items) : []),
    ...Object.entries(schema.fields ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)]),
  ];
  const telling = operations.flatMap((operation) => {
    const schema = schemaOf(operation);
    const names = schema ? new Set(namesIn(schema)) : new Set<string>();
    return [...names].filter((name) => SECRET.test(name)).map((name) => `${operation.id}.${name}`);
  });

  test('is a secret, but for the few that are told once, each with a reason', () => {
    expect(telling.filter((each) => TOLD[each] === undefined)).toEqual([]);
    expect(Object.keys(TOLD).filter((each) => !telling.includes(each))).toEqual([]);
  });
});
