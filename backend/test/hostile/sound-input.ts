import { createHash, randomUUID } from 'node:crypto';
import { createOneTimeTokensRepository } from '../../src/modules/identity/one-time-tokens.repository.js';
import { createSecretBox } from '../../src/platform/crypto/secret-box.js';
import type { TestApi } from '../api.js';
import { personWhoSignsIn } from '../browser.js';
import { clientInput } from './client-input.js';
import { organizationInput } from './organization-input.js';
import type { TestOperator } from '../factories/build.js';
import { buildCall } from '../factories/call.js';
import { personWithEmail, queueLetter } from '../factories/mail.js';
import { GOOD_PASSWORD, operatorDraft } from '../factories/operators.js';
import { buildOrder, freshPhone, orderBody } from '../factories/order.js';
import { recordedCall, recordingOf } from '../factories/recording.js';
import { draftOf } from '../factories/reference.js';
import { secondFactorInput } from './second-factor-input.js';

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
/** On by {@link SOUND_ENVIRONMENT}; its addresses need no discovery. */
const OAUTH = { provider: 'github' };
/** Environment in which every operation has something to do. */
export const SOUND_ENVIRONMENT = { OAUTH_GITHUB_CLIENT_ID: 'client', OAUTH_GITHUB_CLIENT_SECRET: 'secret' };
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
  const { login } = await personWhoSignsIn(api);
  const answer = await api.anonymous.post('/api/auth/login').send({ login, password: GOOD_PASSWORD });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  return cookies.find((text) => text.startsWith('crm_rt='))?.split(';')[0] ?? '';
}

/** A person with a one-time link of a purpose, and its secret. */
async function personWithToken(api: TestApi, purpose: 'password_reset' | 'email_verification') {
  const person = await personWithEmail(api);
  const expiresAt = new Date(Date.now() + 60_000);
  const { userAccountId: accountId, email } = person;
  const tokens = createOneTimeTokensRepository(api.database.prisma);
  return tokens.issue({ purpose, accountId, expiresAt, data: { email } });
}

/** An open invitation by link. */
async function invitation(api: TestApi): Promise<{ id: number; token: string }> {
  const answer = await api
    .as(api.owner)
    .post('/api/invitations')
    .send({ name: 'Новый Человек', role: 'operator', city: CITY });
  const { id, link } = (answer.body as { data: { id: number; link: string } }).data;
  return { id, token: link.split('#token=')[1] ?? '' };
}

const ofInvitation: MakeSound = async (api) => ({ params: { id: (await invitation(api)).id } });

const MAIL_ACCOUNT = { host: '8.8.8.8', port: 587, security: 'starttls', fromAddress: 'crm@crm.example' };
async function withoutMailAccount({ database, organization }: TestApi): Promise<void> {
  await database.prisma.mailAccount.deleteMany({ where: { organizationId: organization.id } });
}
/** A live session of a person. */
const sessionOf = async ({ database }: TestApi, person: TestOperator): Promise<string> => {
  const { id: operatorId, organizationId, userAccountId } = person;
  const expiresAt = new Date(Date.now() + 3_600_000);
  const data = { organizationId, userAccountId, operatorId, expiresAt };
  return (await database.prisma.session.create({ data })).id;
};

const deviceOf = ({ userAccountId }: TestOperator) => ({
  userAccountId,
  secretHash: new Uint8Array(createHash('sha256').update(randomUUID()).digest()),
});

/** The secret of a letter's link that lets a browser sign in. */
const unlockToken = (api: TestApi): Promise<string> =>
  createOneTimeTokensRepository(api.database.prisma).issue({
    purpose: 'unlock',
    accountId: api.owner.userAccountId,
    expiresAt: new Date(Date.now() + 60_000),
  });

/** Sound input of every operation that takes any; what is not here needs none. */
export const SOUND_INPUT: Readonly<Record<string, MakeSound>> = {
  login: async (api) => ({ body: { login: (await personWhoSignsIn(api)).login, password: GOOD_PASSWORD } }),
  refresh: async (api) => ({ cookie: await signedInCookie(api), body: { idleSeconds: 5 } }),
  endSession: async (api) => ({ params: { id: await sessionOf(api, api.owner) } }),
  endOtherSessions: async ({ build }) => ({ as: await build.operator() }),
  forgetDevice: async ({ database, owner }) => ({
    params: { id: (await database.prisma.device.create({ data: deviceOf(owner) })).id },
  }),
  requestUnlock: async (api) => ({ body: { login: (await personWhoSignsIn(api)).login } }),
  unlock: async (api) => ({ body: { token: await unlockToken(api) } }),
  readNotice: async ({ database, owner: { userAccountId } }) => ({
    params: {
      id: Number((await database.prisma.notice.create({ data: { userAccountId, type: 'token_reuse' } })).id),
    },
  }),
  readAllNotices: async ({ build, database }) => {
    const person = await build.operator();
    await database.prisma.notice.create({
      data: { userAccountId: person.userAccountId, type: 'token_reuse' },
    });
    return { as: person };
  },
  logout: async ({ build }) => ({ as: await build.operator() }),
  updateProfile: async ({ build }) => ({
    as: await build.operator(),
    body: { name: 'Новое Имя', locale: 'en' },
  }),
  changePassword: async (api) => ({
    as: await personWhoSignsIn(api),
    body: { currentPassword: GOOD_PASSWORD, newPassword: `${GOOD_PASSWORD} staple` },
  }),
  ...organizationInput,
  ...secondFactorInput,
  startOauth: () => ({ params: OAUTH }),
  finishOauth: () => ({ params: OAUTH }),
  linkOauth: async ({ build }) => ({
    as: await build.operator(),
    params: OAUTH,
    body: { returnTo: '/profile' },
  }),
  unlinkOauth: async ({ build, database }) => {
    const as = await build.operator();
    const data = { userAccountId: as.userAccountId, ...OAUTH, subject: unique() };
    await database.prisma.oauthIdentity.create({ data });
    return { as, params: OAUTH };
  },
  forgotPassword: async (api) => ({ body: { login: (await personWithEmail(api)).login } }),
  checkPasswordReset: async (api) => ({ body: { token: await personWithToken(api, 'password_reset') } }),
  resetPassword: async (api) => ({
    body: { token: await personWithToken(api, 'password_reset'), newPassword: `${GOOD_PASSWORD} staple` },
  }),
  sendEmailVerification: async (api) => ({ as: await personWithEmail(api, { isVerified: false }) }),
  verifyEmail: async (api) => ({ body: { token: await personWithToken(api, 'email_verification') } }),
  createInvitation: () => ({ body: { name: 'Новый Человек', role: 'operator', city: CITY } }),
  revokeInvitation: ofInvitation,
  resendInvitation: withBody(ofInvitation, { delivery: 'link' }),
  checkInvitation: async (api) => ({ body: { token: (await invitation(api)).token } }),
  acceptInvitation: async (api) => ({
    body: { token: (await invitation(api)).token, login: `in-${unique()}`, password: GOOD_PASSWORD },
  }),
  joinByInvitation: async (api) => {
    const { id: organizationId } = await api.build.organization();
    return {
      as: await api.build.operator({ organizationId }),
      body: { token: (await invitation(api)).token },
    };
  },
  setMailAccount: async (api) => {
    await withoutMailAccount(api);
    return { body: MAIL_ACCOUNT };
  },
  deleteMailAccount: async (api) => {
    await withoutMailAccount(api);
    const data = { ...MAIL_ACCOUNT, organizationId: api.organization.id };
    await api.database.prisma.mailAccount.create({ data });
    return {};
  },
  sendTestLetter: async (api) => {
    await withoutMailAccount(api);
    return { body: { to: 'boss@example.org' } };
  },
  previewMailTemplate: () => ({ params: { name: 'invitation' } }),
  retryMailMessage: async (api) => {
    const id = await queueLetter(api);
    await api.database.prisma.mailMessage.update({ where: { id }, data: { status: 'failed' } });
    return { params: { id } };
  },
  getCall: ofCall,
  getRingBrief: ofCall,
  updateCall: withBody(ofCall, { ...VERSION, comment: 'Перезвонить' }),
  ...clientInput,
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
  fillCalls: async (api) => {
    const { id, number } = await api.build.phone();
    await buildCall(api, { phoneAts: number, rk: null, city: null });
    return { params: { id } };
  },
  createCity: () => ({ body: draftOf.cities() }),
  getAuditEntry: async ({ database, organization }) => {
    const data = { organizationId: organization.id, action: 'order.create', objectType: 'order' };
    return { params: { id: Number((await database.prisma.audit.create({ data })).id) } };
  },
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
