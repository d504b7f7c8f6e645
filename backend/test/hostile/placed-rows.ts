import { randomBytes } from 'node:crypto';
import { buildCall } from '../factories/call.js';
import { buildApiKey, buildEmployment } from '../factories/organizations.js';
import { buildOrder, orderBody } from '../factories/order.js';
import { recordedCall, recordingOf } from '../factories/recording.js';
import { COLLECTED } from './collected-rows.js';
import {
  byId,
  cityOf,
  homeOf,
  inCity,
  ofAccount,
  ofList,
  shared,
  usual,
  whoseOf,
  type Kind,
} from './place.js';
import { telephonyAccount, webhookEvent } from './sound-input.js';

const call = inCity(async (placing, home) => {
  const made = await buildCall(home, { city: cityOf(placing), operatorId: whoseOf(placing, home) });
  return { ...byId(made), body: {} };
});
const client = inCity(async (placing, home) => {
  const { phoneClient } = await buildCall(home, {
    city: cityOf(placing),
    operatorId: whoseOf(placing, home),
  });
  return { params: { phone: phoneClient ?? '' } };
});
const erasedClient: Kind = {
  ...client,
  put: async (placing) => {
    const placed = await client.put(placing);
    return { ...placed, body: { confirmation: placed.params?.['phone'], reason: 'Заявление' } };
  },
};
const recorded = inCity(async (placing, home) => {
  const made = await recordedCall(home, { city: cityOf(placing), operatorId: whoseOf(placing, home) });
  await recordingOf(home, made);
  return byId(made);
});
const order = inCity(async (placing, home) => {
  const masterId = placing.place === 'own' ? placing.person.masterId : null;
  return byId(
    await buildOrder(home, { city: cityOf(placing), operatorNameId: whoseOf(placing, home), masterId }),
  );
});
const operator = inCity(async (placing, home) => {
  const made =
    placing.place === 'own' ? placing.person : await home.build.operator({ cities: [cityOf(placing)] });
  return { ...byId(made), search: made.name };
});
const withSecondFactor = inCity(async (placing, home) => {
  const person =
    placing.place === 'own' ? placing.person : await home.build.operator({ cities: [cityOf(placing)] });
  await home.database.prisma.userAccount.update({
    where: { id: person.userAccountId },
    data: { totpSecretSealed: 'sealed', totpEnabledAt: new Date() },
  });
  return byId(person);
});
const apiKey: Kind = {
  places: ['own', 'same_city', 'other_organization'],
  put: async (placing) => {
    const home = homeOf(placing);
    const maker = placing.place === 'same_city' ? (await home.build.operator()).id : whoseOf(placing, home);
    return byId(await buildApiKey(home, { operatorId: maker, isPersonal: true }));
  },
};
const session = ofAccount(({ database }, { id: operatorId, userAccountId, organizationId }) =>
  database.prisma.session.create({
    data: { operatorId, userAccountId, organizationId, expiresAt: new Date(Date.now() + 3_600_000) },
  }),
);
const device = ofAccount(({ database }, { userAccountId }) =>
  database.prisma.device.create({ data: { userAccountId, secretHash: randomBytes(32) } }),
);
const notice = ofAccount(({ database }, { userAccountId }) =>
  database.prisma.notice.create({ data: { userAccountId, type: 'token_reuse' } }),
);
const employer: Kind = {
  places: ['own', 'other_organization'],
  put: async ({ api, place, person }) => {
    const { id } = await api.build.organization();
    if (place === 'own')
      await buildEmployment(api, { userAccountId: person.userAccountId, organizationId: id });
    return byId({ id });
  },
};
const cityName: Kind = {
  places: ['same_city', 'other_city'],
  put: (placing) => Promise.resolve({ body: orderBody(placing.api, { city: cityOf(placing) }) }),
};

const city = ofList('cities');
const campaign = ofList('campaigns');
const phone = ofList('phones');
const master = ofList('masters');
const disposition = ofList('dispositions');
const event = shared(async (home) => ({ id: await webhookEvent(home, home.organization.id) }));
const account = shared(async (home) => ({ id: await telephonyAccount(home, home.organization.id) }));
const organization: Kind = {
  places: ['other_organization'],
  put: async ({ api }) => byId(await api.build.organization()),
};

/** The kind of row that each operation is about; an operation that names a row in its path and is not here fails. */
export const ROW_OF: Readonly<Record<string, Kind>> = {
  ...COLLECTED,
  ...{ listCalls: call, getRingBrief: call, getCall: call, updateCall: call, createOrderFromCall: call },
  ...{ getClient: client, exportClient: client, eraseClient: erasedClient },
  getClientErasure: usual('getClientErasure'),
  ...{ getCallRecording: recorded, createRecordingLink: recorded },
  ...{ listOrders: order, getOrder: order, updateOrder: order, setOrderStatus: order, deleteOrder: order },
  createOrder: cityName,
  ...{ listOperators: operator, getOperator: operator, updateOperator: operator, deleteOperator: operator },
  ...{ getWorktime: operator, getOperatorStats: operator },
  ...{ listOperatorSessions: operator, endOperatorSessions: operator, resetSecondFactor: withSecondFactor },
  ...{ listMyApiKeys: apiKey, revokeMyApiKey: apiKey, listApiKeys: apiKey, revokeApiKey: apiKey },
  ...{ listOwnOrganizations: employer, switchOrganization: employer },
  ...{ revokeInvitation: usual('revokeInvitation'), resendInvitation: usual('resendInvitation') },
  ...{ getAuditEntry: usual('getAuditEntry'), retryMailMessage: usual('retryMailMessage') },
  ...{ endSession: session, forgetDevice: device, readNotice: notice },
  ...{
    renameOrganization: organization,
    suspendOrganization: organization,
    resumeOrganization: organization,
  },
  ...{ getWebhookEvent: event, replayWebhookEvent: event },
  updateTelephonyAccount: account,
  ...{ fillCalls: phone, getPhone: phone, updatePhone: phone, deletePhone: phone },
  ...{ getCity: city, updateCity: city, deleteCity: city },
  ...{ getCampaign: campaign, updateCampaign: campaign, deleteCampaign: campaign },
  ...{ listMasters: master, getMaster: master, updateMaster: master, deleteMaster: master },
  ...{ getDisposition: disposition, updateDisposition: disposition, deleteDisposition: disposition },
};
