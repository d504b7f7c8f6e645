import request from 'supertest';
import { freshIp, personWhoSignsIn } from '../browser.js';
import { buildCall } from '../factories/call.js';
import { freshLogin, invitationDraft, invitationsOf, issuedOf } from '../factories/invitation.js';
import { GOOD_PASSWORD } from '../factories/operators.js';
import { asKey, buildApiKey } from '../factories/organizations.js';
import {
  administrator,
  api,
  foreign,
  fromProxy,
  github,
  ofAccount,
  prisma,
  refusedOperation,
  signedIn,
  versionOf,
  type Events,
  type Happened,
} from './stage.js';

/** Who may do what: what was refused, and what was given and taken. */
export const ACCESS_EVENTS: Events = {
  'an operation without the right to it': async () => {
    const who = await personWhoSignsIn(api, { role: 'viewer' });
    const { get, from } = await signedIn(who);
    const response = await get('/api/admin/organization');
    const row = refusedOperation('getOrganization', { code: { after: 'forbidden' } });
    return { response, status: 403, who, from, row };
  },
  'a change in scope without the right to it': async () => {
    const who = await personWhoSignsIn(api, { role: 'admin' });
    const { patch, from } = await signedIn(who);
    const body = { version: await versionOf(api.owner), name: 'Другое имя' };
    const response = await patch(`/api/operators/${String(api.owner.id)}`, body);
    const fields = { code: { after: 'forbidden' }, row: { after: String(api.owner.id) } };
    return { response, status: 403, who, from, row: refusedOperation('updateOperator', fields) };
  },
  'a row of another organisation': async () => {
    const { who, from, get } = await administrator();
    const { id } = await buildCall(foreign);
    const response = await get(`/api/calls/${String(id)}`);
    const fields = { code: { after: 'not_found' }, row: { after: String(id) } };
    return { response, status: 404, who, from, row: refusedOperation('getCall', fields) };
  },
  'a row of another city': async () => {
    const who = await personWhoSignsIn(api, { cities: ['Энгельс'] });
    const { get, from } = await signedIn(who);
    const { id } = await buildCall(api, { city: 'Саратов' });
    const response = await get(`/api/calls/${String(id)}`);
    const fields = { code: { after: 'not_found' }, row: { after: String(id) } };
    return { response, status: 404, who, from, row: refusedOperation('getCall', fields) };
  },
  'a client out of reach, whose number stays out of the log': async () => {
    const who = await personWhoSignsIn(api);
    const { get, from } = await signedIn(who);
    const response = await get('/api/clients/79991234567');
    const row = refusedOperation('getClient', { code: { after: 'not_found' } });
    return { response, status: 404, who, from, row };
  },
  'administration from an address that is not on the list': async () => {
    const { organization, owner } = foreign;
    await prisma.organization.update({
      where: { id: organization.id },
      data: { adminIpAllow: ['192.0.2.0/24'] },
    });
    const from = freshIp();
    const response = await fromProxy(api.as(owner).get('/api/admin/organization'), from);
    const row = refusedOperation('getOrganization', { code: { after: 'ip_not_allowed' } });
    return { response, status: 403, who: owner, from, row };
  },
  'a key made': async () => {
    const { who, from, post } = await administrator();
    const response = await post('/api/admin/api-keys', { name: 'Отчёты', permissions: ['calls:read'] });
    return { response, status: 201, who, from, row: { action: 'api_key.create', objectType: 'api_key' } };
  },
  'a key used for what it has no right to': async () => {
    const key = await buildApiKey(api);
    const from = freshIp();
    const response = await fromProxy(asKey(api, key).get('/api/orders'), from);
    const row = { ...refusedOperation('listOrders', { code: { after: 'forbidden' } }), apiKeyId: key.id };
    return { response, status: 403, who: api.owner, from, row };
  },
  'a key revoked': async () => {
    const { who, from, delete: remove } = await administrator();
    const { id } = await buildApiKey(api);
    const response = await remove(`/api/admin/api-keys/${String(id)}`);
    const row = { action: 'api_key.revoke', objectType: 'api_key', objectId: id };
    return { response, status: 204, who, from, row };
  },
  'a key shown that was revoked': async () => refusedKey({ revokedAt: new Date() }, 'revoked'),
  'a key shown whose time has passed': async () => refusedKey({ expiresAt: new Date(0) }, 'expired'),
  'a role changed': async () => {
    const { who, from, patch } = await administrator();
    const person = await api.build.operator({ cities: ['Саратов'] });
    const body = { version: await versionOf(person), role: 'viewer' };
    const response = await patch(`/api/operators/${String(person.id)}`, body);
    const diffFields = { role: { before: 'operator', after: 'viewer' } };
    const row = { action: 'operator.update', objectType: 'operator', objectId: person.id, diffFields };
    return { response, status: 200, who, from, row };
  },
  'a person blocked': async () => {
    const { who, from, patch } = await administrator();
    const person = await api.build.operator();
    const body = { version: await versionOf(person), status: 'inactive' };
    const response = await patch(`/api/operators/${String(person.id)}`, body);
    const diffFields = { status: { before: 'active', after: 'inactive' } };
    const row = { action: 'operator.update', objectType: 'operator', objectId: person.id, diffFields };
    return { response, status: 200, who, from, row };
  },
  'an invitation made': async () => {
    const { who, from, post } = await administrator();
    const response = await post('/api/invitations', invitationDraft());
    const row = { action: 'invitation.create', objectType: 'invitation', objectId: issuedOf(response).id };
    return { response, status: 201, who, from, row };
  },
  'an invitation accepted': async () => {
    const { inviteByLink, personBehind } = invitationsOf(api);
    const { id, token } = await inviteByLink();
    const login = freshLogin();
    const from = freshIp();
    const response = await fromProxy(api.anonymous.post('/api/invitations/accept'), from).send({
      ...{ token, login, password: GOOD_PASSWORD },
    });
    const row = { action: 'invitation.accept', objectType: 'invitation', objectId: id };
    return { response, status: response.status, who: await personBehind(login), from, row };
  },
  'a provider linked': async () => {
    const who = await personWhoSignsIn(api);
    const { browser, from, post } = await signedIn(who);
    const started = await post('/api/auth/oauth/github/link', { returnTo: '/profile' });
    for (const text of [started.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      browser.cookies.set(name, value);
    }
    const { url } = (started.body as { data: { url: string } }).data;
    const { pathname, search } = github.approve(url, { id: '4711' });
    const response = await fromProxy(request(api.url).get(`${pathname}${search}`), from)
      .set('Cookie', [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      .redirects(0);
    return { response, status: 303, who, from, row: ofAccount(who, 'oauth.link') };
  },
  'the log exported': async () => {
    const { who, from, get } = await administrator();
    const response = await get('/api/admin/audit/export');
    return { response, status: 200, who, from, row: { action: 'audit.export', objectType: 'audit' } };
  },
  'the organisation’s rules changed': async () => {
    const { who, from, patch } = await administrator();
    const { version } = await prisma.organization.findUniqueOrThrow({ where: { id: api.organization.id } });
    const response = await patch('/api/admin/organization', { version, secondFactorRoles: ['master'] });
    const row = { action: 'organization.update', objectType: 'organization', objectId: api.organization.id };
    return { response, status: 200, who, from, row };
  },
};

async function refusedKey(over: object, reason: string): Promise<Happened> {
  const key = await buildApiKey(api, { isPersonal: true });
  await prisma.apiKey.update({ where: { id: key.id }, data: over });
  const from = freshIp();
  const response = await fromProxy(asKey(api, key).get('/api/calls'), from);
  const row: Happened['row'] = {
    action: 'api_key.refuse',
    outcome: 'failure',
    objectType: 'api_key',
    objectId: key.id,
    diffFields: { code: { after: reason } },
  };
  return { response, status: 401, who: api.owner, from, row };
}
