import { randomBytes, randomUUID } from 'node:crypto';
import { recomputeDebts } from '../../src/modules/calls/index.js';
import { buildCall } from '../factories/call.js';
import { buildOrder } from '../factories/order.js';
import {
  cityOf,
  homeOf,
  HOME_CITY,
  inCity,
  ofAccount,
  ofList,
  PLACES,
  shared,
  usual,
  whoseOf,
  type Kind,
} from './place.js';
import { telephonyAccount, webhookEvent } from './sound-input.js';

/** A half-hour of a day that no other test books. */
const SLOT = { date: '2031-03-03', at: new Date('2031-03-03T08:00:00Z') };

/** What a figure or a list without ids tells: it is known by the answer being another than before. */
const told = (put: Kind['put'], query: Kind['query'] = {}): Kind => ({ places: PLACES, put, query });
const calledToday: Kind['put'] = async (placing) => {
  const home = homeOf(placing);
  await buildCall(home, { city: cityOf(placing), operatorId: whoseOf(placing, home) });
  return {};
};
const owed: Kind['put'] = async (placing) => {
  const home = homeOf(placing);
  const { phoneClient } = await buildCall(home, { city: cityOf(placing), status: 'missed' });
  await recomputeDebts(home.database.sql, home.organization.id, [phoneClient ?? '']);
  return {};
};
let daysBefore = 0;
/** Figures are kept for half a minute: each question is about a day of its own, with this one call. */
const calledOnDay: Kind = inCity(async (placing, home) => {
  daysBefore += 1;
  const dateCreate = new Date(Date.UTC(2025, 0, 1, 12) - daysBefore * 86_400_000);
  const operatorId = whoseOf(placing, home);
  await buildCall(home, { city: cityOf(placing), operatorId, finalOperatorId: operatorId, dateCreate });
  const day = dateCreate.toISOString().slice(0, 10);
  return { marker: '"total":1', query: { startDate: day, endDate: day } };
});
const bookedOrder: Kind['put'] = async (placing) => {
  const home = homeOf(placing);
  const whose = { city: cityOf(placing), operatorNameId: whoseOf(placing, home) };
  await buildOrder(home, { ...whose, dateMeeting: SLOT.at, typeEquipment: 'kp' });
  return {};
};
const ringing = inCity(async (placing, home) => {
  const whose = { city: cityOf(placing), operatorId: whoseOf(placing, home) };
  const { id } = await buildCall(home, {
    ...whose,
    status: 'in_progress',
    hasOpenLeg: true,
    lastEventAt: new Date(),
  });
  return { id };
});
const unknownNumber = shared(async (home) => {
  const phoneAts = `+7495${String(Date.now()).slice(-7)}`;
  return { ...(await buildCall(home, { phoneAts, rk: null, city: null })), marker: phoneAts };
});
const auditRow = shared(async ({ database, organization: { id: organizationId } }) => {
  const requestId = randomUUID();
  const data = { organizationId, action: 'order.create', objectType: 'order', requestId };
  return { id: Number((await database.prisma.audit.create({ data })).id), marker: requestId };
});

const session = ofAccount(({ database }, { id: operatorId, userAccountId, organizationId }) =>
  database.prisma.session.create({
    data: { operatorId, userAccountId, organizationId, expiresAt: new Date(Date.now() + 3_600_000) },
  }),
);
const device = ofAccount(({ database }, { userAccountId }) =>
  database.prisma.device.create({ data: { userAccountId, secretHash: randomBytes(32) } }),
);
/** Told anew by the answer: an account's rows have no text of their own. */
const toldOfAccount = (make: Parameters<typeof ofAccount>[0]): Kind => {
  const kind = ofAccount(make);
  return { ...kind, put: async (placing) => kind.put(placing).then(() => ({})) };
};
const notice = toldOfAccount(({ database }, { userAccountId }) =>
  database.prisma.notice.create({ data: { userAccountId, type: 'token_reuse' } }),
);
const signIn = toldOfAccount(({ database }, { userAccountId, organizationId }) =>
  database.prisma.signInEvent.create({
    data: { userAccountId, organizationId, method: 'password', outcome: 'wrong_password' },
  }),
);
const oauthLink = toldOfAccount(async ({ database }, { userAccountId }) => ({
  id: (
    await database.prisma.oauthIdentity.create({
      data: { userAccountId, provider: 'vk', subject: randomUUID() },
    })
  ).subject,
}));

/** Settings of the organisation: those of another change nothing here. */
const settings: Kind = {
  places: ['same_city', 'other_organization'],
  put: async (placing) => {
    const { database, organization } = homeOf(placing);
    await database.prisma.organization.update({
      where: { id: organization.id },
      data: { name: randomUUID() },
    });
    return {};
  },
};
const mailAccount: Kind = {
  places: ['same_city', 'other_organization'],
  put: async (placing) => {
    const { database, organization } = homeOf(placing);
    const draft = {
      host: '8.8.8.8',
      port: 587,
      security: 'starttls',
      fromAddress: `${randomUUID()}@example.org`,
    };
    await database.prisma.mailAccount.upsert({
      where: { organizationId: organization.id },
      create: { ...draft, organizationId: organization.id },
      update: draft,
    });
    return {};
  },
};

/** Lists, exports and figures of many rows: who gets what of a row that lies in each place. */
export const COLLECTED: Readonly<Record<string, Kind>> = {
  countCalls: told(calledToday),
  listMissedCallers: told(owed),
  listLiveCalls: ringing,
  getMyStats: calledOnDay,
  getOverallStats: calledOnDay,
  getOrderSlots: told(bookedOrder, { city: HOME_CITY, date: SLOT.date }),
  listUnassignedNumbers: unknownNumber,
  ...{ listAudit: auditRow, exportAudit: auditRow },
  listWebhookEvents: shared(async (home) => ({ id: await webhookEvent(home, home.organization.id) })),
  listTelephonyAccounts: shared(async (home) => ({ id: await telephonyAccount(home, home.organization.id) })),
  ...{ listMailMessages: usual('retryMailMessage'), listInvitations: usual('revokeInvitation') },
  ...{ listCities: ofList('cities'), listCampaigns: ofList('campaigns'), listPhones: ofList('phones') },
  listDispositions: ofList('dispositions'),
  ...{ listSessions: session, listDevices: device, exportOwnData: device },
  ...{ listNotices: notice, countUnreadNotices: notice, listSignIns: signIn, listOauthLinks: oauthLink },
  ...{ getOrganization: settings, getMailAccount: mailAccount },
};
