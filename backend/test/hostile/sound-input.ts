import { createHash, randomUUID } from 'node:crypto';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import type { TestApi } from '../api.js';
import { buildCall } from '../factories/call.js';
import { GOOD_PASSWORD, operatorDraft } from '../factories/operators.js';
import { buildOrder, freshPhone, orderBody } from '../factories/order.js';
import { recordedCall, recordingOf } from '../factories/recording.js';
import { draftOf } from '../factories/reference.js';
import { mfaTokenOf, openBrowser, personWithFactor, personWithPassword } from '../factories/second-factor.js';

/** Input that an operation takes, so that one wrong field in it is the only thing wrong. */
export interface Sound {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly cookie?: string;
  /** Who asks; the owner when nobody is named. */
  readonly as?: { readonly id: number };
}

export type MakeSound = (api: TestApi) => Promise<Sound> | Sound;

const unique = (): string => randomUUID().slice(0, 8);
const CITY = 'Саратов';
const VERSION = { version: 1 };
const DAYS = { startDate: '2026-01-01', endDate: '2026-01-31' };

const ofPerson: MakeSound = async ({ build }) => ({ params: { id: (await build.operator()).id } });
const ofCall: MakeSound = async (api) => ({ params: { id: (await buildCall(api)).id } });
const ofOrder: MakeSound = async (api) => ({ params: { id: (await buildOrder(api)).id } });
const ofCity: MakeSound = async ({ build }) => ({ params: { id: (await build.city()).id } });
const ofCampaign: MakeSound = async ({ build }) => ({ params: { id: (await build.campaign()).id } });
const ofPhone: MakeSound = async ({ build }) => ({ params: { id: (await build.phone()).id } });
const ofMaster: MakeSound = async ({ build }) => ({
  params: { id: (await build.master({ cities: [CITY] })).id },
});
const ofDisposition: MakeSound = async ({ database, organization }) => {
  const data = { organizationId: organization.id, code: `code_${unique()}` };
  return { params: { id: (await database.prisma.disposition.create({ data })).id } };
};
const ofRecordedCall: MakeSound = async (api) => {
  const call = await recordedCall(api);
  await recordingOf(api, call);
  return { params: { id: call.id } };
};
const ofEvent: MakeSound = async (api) => ({ params: { id: await webhookEvent(api, api.organization.id) } });
const ofAccount: MakeSound = async (api) => ({
  params: { id: await telephonyAccount(api, api.organization.id) },
});

/** An event that telephony posted and that was given up. */
export async function webhookEvent({ database }: TestApi, organizationId: number): Promise<number> {
  const raw = Buffer.from(JSON.stringify({ entry_id: unique() }));
  const dedup = new Uint8Array(createHash('sha256').update(raw).digest());
  const data = { organizationId, provider: 'mango', path: 'events/call', status: 'dead', dedup, raw };
  return Number((await database.prisma.inboxEvent.create({ data })).id);
}

export async function telephonyAccount(
  { database, environment }: TestApi,
  organizationId: number,
): Promise<number> {
  const apiSaltSealed = createSecretBox(environment.secretsKey).seal('salt-of-the-account');
  const data = { organizationId, apiKey: `key-${unique()}`, apiSaltSealed };
  return (await database.prisma.telephonyAccount.create({ data })).id;
}

/** The same input with a body. */
const withBody =
  (make: MakeSound, body: Readonly<Record<string, unknown>>): MakeSound =>
  async (api) => ({ ...(await make(api)), body });

async function signedInCookie(api: TestApi): Promise<string> {
  const { login } = await personWithPassword(api);
  const answer = await api.anonymous.post('/api/auth/login').send({ login, password: GOOD_PASSWORD });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  return cookies.find((text) => text.startsWith('crm_rt='))?.split(';')[0] ?? '';
}

/** Sound input of every operation that takes any; what is not here needs none. */
export const SOUND_INPUT: Readonly<Record<string, MakeSound>> = {
  login: async (api) => ({ body: { login: (await personWithPassword(api)).login, password: GOOD_PASSWORD } }),
  refresh: async (api) => ({ cookie: await signedInCookie(api) }),
  logout: async ({ build }) => ({ as: await build.operator() }),
  updateProfile: async ({ build }) => ({
    as: await build.operator(),
    body: { name: 'Новое Имя', locale: 'en' },
  }),
  changePassword: async (api) => ({
    as: await personWithPassword(api),
    body: { currentPassword: GOOD_PASSWORD, newPassword: `${GOOD_PASSWORD} staple` },
  }),
  answerSecondFactor: async (api) => {
    const person = await personWithFactor(api);
    const browser = openBrowser(api);
    const mfaToken = mfaTokenOf(await browser.signIn(person.login));
    return { cookie: browser.cookie, body: { mfaToken, code: person.code(), rememberDevice: false } };
  },
  setUpSecondFactor: async (api) => ({ as: await personWithPassword(api) }),
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
  getCall: ofCall,
  getRingBrief: ofCall,
  updateCall: withBody(ofCall, { ...VERSION, comment: 'Перезвонить' }),
  getClient: async (api) => ({ params: { phone: (await buildCall(api)).phoneClient ?? '' } }),
  getCallRecording: ofRecordedCall,
  createRecordingLink: ofRecordedCall,
  playRecording: async (api) => {
    const { params } = await ofRecordedCall(api);
    const link = await api.as(api.owner).post(`/api/calls/${String(params?.['id'])}/recording/link`);
    const { url } = (link.body as { data: { url: string } }).data;
    return { params: { token: url.split('/').at(-1) ?? '' } };
  },
  createOrder: (api) => ({ body: orderBody(api) }),
  createOrderFromCall: async (api) => ({ ...(await ofCall(api)), body: orderBody(api) }),
  getOrderSlots: () => ({ query: { city: CITY, date: '2026-03-02' } }),
  getOrder: ofOrder,
  updateOrder: withBody(ofOrder, { ...VERSION, comment: 'Позвонить заранее' }),
  setOrderStatus: withBody(ofOrder, { ...VERSION, status: 'refused', reason: 'Передумал' }),
  deleteOrder: ofOrder,
  getOperatorStats: ofPerson,
  createOperator: () => ({ body: operatorDraft() }),
  setStatusWork: async ({ build }) => ({ as: await build.operator(), body: { statusWork: 'online' } }),
  getOperator: ofPerson,
  updateOperator: withBody(ofPerson, { ...VERSION, name: 'Новое Имя' }),
  deleteOperator: ofPerson,
  getWorktime: async (api) => ({ ...(await ofPerson(api)), query: DAYS }),
  getWebhookEvent: ofEvent,
  replayWebhookEvent: ofEvent,
  replayWebhookEvents: () => ({ body: { status: 'dead' } }),
  updateTelephonyAccount: async (api) => ({ ...(await ofAccount(api)), body: { apiKey: `key-${unique()}` } }),
  fillCalls: ofPhone,
  createCity: () => ({ body: draftOf.cities() }),
  getCity: ofCity,
  updateCity: withBody(ofCity, { ...VERSION, slotCapacity: 4 }),
  deleteCity: ofCity,
  createCampaign: () => ({ body: draftOf.campaigns() }),
  getCampaign: ofCampaign,
  updateCampaign: withBody(ofCampaign, { ...VERSION, name: 'Весна' }),
  deleteCampaign: ofCampaign,
  createPhone: () => ({ body: draftOf.phones() }),
  getPhone: ofPhone,
  updatePhone: withBody(ofPhone, { ...VERSION, avitoName: 'Мастер на час' }),
  deletePhone: ofPhone,
  createMaster: () => ({ body: { ...draftOf.masters(), phone: freshPhone() } }),
  getMaster: ofMaster,
  updateMaster: withBody(ofMaster, { ...VERSION, name: 'Новое Имя', cities: [CITY] }),
  deleteMaster: ofMaster,
  createDisposition: () => ({ body: draftOf.dispositions() }),
  getDisposition: ofDisposition,
  updateDisposition: withBody(ofDisposition, { ...VERSION, name: 'Другое' }),
  deleteDisposition: ofDisposition,
};
