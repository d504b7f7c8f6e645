import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { auditOf, eventsOf } from '../../../test/traces.js';
import { createPresenceService } from './presence.service.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.clock.set(new Date());
});

const choose = (client: Client, statusWork: unknown) =>
  client.patch('/api/operators/me/status-work').send({ statusWork });
const logOf = (operatorId: number) =>
  api.database.prisma.workStatusLog.findMany({
    where: { operatorId },
    orderBy: { id: 'asc' },
    select: { statusWork: true, startedAt: true, endedAt: true, setBy: true },
  });
const take = (operatorId: number, kind: 'call_started' | 'call_ended' | 'wrap_up_ended') =>
  api.database.inTransaction((db) =>
    createPresenceService(api).take(
      db,
      { organizationId: api.organization.id, operatorId },
      { step: { kind }, setBy: 'system' },
    ),
  );
const later = (minutes: number): Date => {
  const at = new Date(api.clock.now().getTime() + minutes * 60_000);
  api.clock.set(at);
  return at;
};

describe('own presence', () => {
  test.each(['operator', 'viewer', 'master', 'manager', 'admin', 'owner'] as const)(
    '%s sets it',
    async (role) => {
      const person = await api.build.operator({ role, cities: ['Омск'] });
      const response = await choose(api.as(person), 'online');
      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({
        data: { id: person.id, statusWork: 'online', statusWorkNext: null },
      });
    },
  );

  test('is kept as intervals that touch, told to others, and audited', async () => {
    const person = await api.build.operator({ cities: ['Омск', 'Пенза'] });
    const client = api.as(person);
    const came = later(0);
    await choose(client, 'online');
    const rested = later(30);
    await choose(client, 'break');
    expect(await logOf(person.id)).toEqual([
      { statusWork: 'online', startedAt: came, endedAt: rested, setBy: 'person' },
      { statusWork: 'break', startedAt: rested, endedAt: null, setBy: 'person' },
    ]);
    const events = await eventsOf(api, 'presence.changed', person.id);
    expect(events.map(({ city }) => city)).toEqual(['Омск', 'Пенза', 'Омск', 'Пенза']);
    expect(events.at(-1)).toMatchObject({
      operatorIds: [person.id],
      data: { id: person.id, statusWork: 'break', since: rested.toISOString() },
    });
    const rows = await auditOf(api, { objectType: 'operator', objectId: person.id });
    expect(rows.map(({ diffFields }) => diffFields)).toEqual([
      { statusWork: { before: 'offline', after: 'online' } },
      { statusWork: { before: 'online', after: 'break' } },
    ]);
  });

  test('of a person who works everywhere is told everywhere', async () => {
    const person = await api.build.operator();
    await choose(api.as(person), 'online');
    expect((await eventsOf(api, 'presence.changed', person.id)).map(({ city }) => city)).toEqual([null]);
  });

  test('set again is no change', async () => {
    const person = await api.build.operator();
    await choose(api.as(person), 'online');
    later(5);
    expect((await choose(api.as(person), 'online')).status).toBe(200);
    expect(await logOf(person.id)).toHaveLength(1);
    expect(await eventsOf(api, 'presence.changed', person.id)).toHaveLength(1);
    expect(await auditOf(api, { objectType: 'operator', objectId: person.id })).toHaveLength(1);
  });

  test('does not make a page of the person stale', async () => {
    const person = await api.build.operator();
    await choose(api.as(person), 'online');
    const change = await api
      .as(api.owner)
      .patch(`/api/operators/${String(person.id)}`)
      .send({ name: 'Новое имя', version: 1 });
    expect(change.status).toBe(200);
  });

  test('takes what a person may set, and nothing else', async () => {
    const client = api.as(await api.build.operator());
    for (const value of ['on_call', 'wrap_up', 'busy', '']) {
      expectProblem(await choose(client, value), 422, 'invalid_fields', { statusWork: 'invalid_value' });
    }
    for (const value of [null, 1, ['online'], {}]) {
      expectProblem(await choose(client, value), 422, 'invalid_fields', { statusWork: 'invalid_type' });
    }
    expectProblem(await client.patch('/api/operators/me/status-work').send({}), 422, 'invalid_fields', {
      statusWork: 'required',
    });
    const extra = await client
      .patch('/api/operators/me/status-work')
      .send({ statusWork: 'online', operatorId: 1 });
    expectProblem(extra, 422, 'invalid_fields', { operatorId: 'unknown_field' });
    expectProblem(await choose(api.anonymous, 'online'), 401, 'not_signed_in');
  });

  test('changes made at once leave intervals that follow one another', async () => {
    const person = await api.build.operator();
    const client = api.as(person);
    const wanted = ['online', 'break', 'offline', 'online', 'break', 'offline', 'online', 'break'];
    const answers = await Promise.all(wanted.map((statusWork) => choose(client, statusWork)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const log = await logOf(person.id);
    log.slice(1).forEach(({ startedAt }, index) => {
      expect(log[index]?.endedAt).toEqual(startedAt);
    });
    expect(log.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
    const row = await api.database.prisma.operator.findUnique({ where: { id: person.id } });
    expect(row?.statusWork).toBe(log.at(-1)?.statusWork);
  });

  test('goes on from the later instant when another process has the faster clock', async () => {
    const person = await api.build.operator();
    const came = later(10);
    await choose(api.as(person), 'online');
    later(-5);
    expect((await choose(api.as(person), 'break')).status).toBe(200);
    expect(await logOf(person.id)).toMatchObject([{ endedAt: came }, { startedAt: came, endedAt: null }]);
  });
});

describe('presence and calls', () => {
  test('a choice during a call is kept for after it', async () => {
    const person = await api.build.operator();
    const client = api.as(person);
    await choose(client, 'online');
    later(1);
    await take(person.id, 'call_started');
    const response = await choose(client, 'break');
    expect(response.body).toMatchObject({ data: { statusWork: 'on_call', statusWorkNext: 'break' } });
    expect(await logOf(person.id)).toHaveLength(2);
    later(1);
    await take(person.id, 'call_ended');
    later(1);
    await take(person.id, 'wrap_up_ended');
    const log = await logOf(person.id);
    expect(log.map(({ statusWork, setBy }) => [statusWork, setBy])).toEqual([
      ['online', 'person'],
      ['on_call', 'system'],
      ['wrap_up', 'system'],
      ['break', 'system'],
    ]);
  });

  test('without a choice he is after the wrap-up what he was before the call', async () => {
    const person = await api.build.operator();
    await choose(api.as(person), 'break');
    for (const kind of ['call_started', 'call_ended', 'wrap_up_ended'] as const) {
      later(1);
      await take(person.id, kind);
    }
    expect((await logOf(person.id)).at(-1)).toMatchObject({ statusWork: 'break', endedAt: null });
  });

  test('a choice ends the wrap-up', async () => {
    const person = await api.build.operator();
    await take(person.id, 'call_started');
    later(1);
    await take(person.id, 'call_ended');
    later(1);
    const response = await choose(api.as(person), 'online');
    expect(response.body).toMatchObject({ data: { statusWork: 'online', statusWorkNext: null } });
  });
});
