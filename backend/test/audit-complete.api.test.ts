import { afterAll, describe, expect, test } from 'vitest';
import type { AnyOperation } from '../src/platform/http/operation.js';
import { startTestApi } from './api.js';
import { createProbe } from './hostile/probe.js';
import { createSender } from './hostile/send-raw.js';
import { SOUND_ENVIRONMENT } from './hostile/sound-input.js';
import { storedRows } from './hostile/stored-rows.js';

/** Signed by their senders: their own record is the inbox (ADR 0007). */
const PACKETS = new Set(['receiveMangoEvent']);
/** Reads that are on record: a client's card, a recording played, rows taken away. */
const RECORDED_READS = new Set([
  'getClient',
  'exportClient',
  'getCallRecording',
  'playRecording',
  'exportAudit',
]);
/** What asks by POST and changes nothing anybody could want to know, or has a record of its own. A new line needs a reason. */
const UNRECORDED: Readonly<Record<string, string>> = {
  refresh: 'turns the token of a session that is on record; a token used twice is on record',
  requestUnlock: 'says nothing of whose login it is; the letter that the worker writes is on record',
  linkOauth: 'only sends the browser to the provider; the link that comes of it is on record',
  checkInvitation: 'a question by POST, so that the secret stands in no address',
  checkPasswordReset: 'a question by POST, so that the secret stands in no address',
  sendEmailVerification: 'the address changes only when its letter is answered, which is on record',
  createRecordingLink: 'an address alone: its playing is on record before the first byte',
};

/** What does two things at once that people look for apart. */
const SEVERAL: Readonly<Record<string, number>> = {
  createOrganization: 2, // The organisation, and the owner with whom it begins.
};
const rowsOf = (id: string): number => (UNRECORDED[id] === undefined ? (SEVERAL[id] ?? 1) : 0);

const api = await startTestApi({ env: SOUND_ENVIRONMENT });
const sender = createSender(api.url);
afterAll(async () => {
  sender.close();
  await api.close();
});

const operations = api.container.modules
  .flatMap((module) => module.operations)
  .filter(({ id, method }) => !PACKETS.has(id) && (method !== 'get' || RECORDED_READS.has(id)));
const named = operations.map((operation): [string, AnyOperation] => [operation.id, operation]);
const recorded = named.filter(([id]) => UNRECORDED[id] === undefined);
const count = (): Promise<number> => api.database.prisma.audit.count();

test('the list of what is not on record names operations there are', () => {
  const ids = new Set(operations.map(({ id }) => id));
  expect([...Object.keys(UNRECORDED), ...RECORDED_READS].filter((id) => !ids.has(id))).toEqual([]);
});

test.each(named)('%s leaves exactly its rows in the log', async (id, operation) => {
  const probe = await createProbe(api, sender.send, operation);
  const before = await count();
  const answer = await probe.send();
  expect(answer.status, answer.text).toBeLessThan(300);
  expect((await count()) - before).toBe(rowsOf(id));
});

test('a row names person, session, address, request and object', async () => {
  const operation = operations.find(({ id }) => id === 'createOrder');
  if (!operation) throw new Error('no such operation');
  const probe = await createProbe(api, sender.send, operation);
  const { json, headers } = await probe.send({ headers: { 'X-Request-Id': 'complete-1' } });
  expect(headers['x-request-id']).toBe('complete-1');
  const [row] = await api.database.prisma.audit.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(row).toMatchObject({
    organizationId: api.organization.id,
    actorOperatorId: api.owner.id,
    actorAccountId: api.owner.userAccountId,
    ip: '127.0.0.1',
    requestId: 'complete-1',
    objectType: 'order',
    objectId: String((json?.['data'] as { id: number }).id),
    sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
});

describe('when the log takes no row', () => {
  test.each(recorded)('%s changes nothing', async (_, operation) => {
    const probe = await createProbe(api, sender.send, operation);
    await refuseRows();
    try {
      const before = await changeable();
      const sessions = await openSessions();
      const answer = await probe.send();
      expect(answer.status, answer.text).toBe(500);
      expect(await changeable()).toEqual(before);
      expect(await openSessions()).toBe(sessions);
    } finally {
      await api.database.sql.query({ text: 'DROP TRIGGER refuse_rows ON audit' });
    }
  });
});

/** All rows but counts of attempts, which stand whatever becomes of the attempt. */
async function changeable(): Promise<Readonly<Record<string, string>>> {
  const { sign_in_throttle: _attempts, ...rows } = await storedRows(api.database.sql);
  return rows;
}

const openSessions = (): Promise<number> => api.database.prisma.session.count({ where: { revokedAt: null } });

async function refuseRows(): Promise<void> {
  await api.database.sql.query({
    text: `CREATE OR REPLACE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the log takes no row' USING ERRCODE = 'raise_exception'; END $$`,
  });
  await api.database.sql.query({
    text: 'CREATE TRIGGER refuse_rows BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_rows()',
  });
}
