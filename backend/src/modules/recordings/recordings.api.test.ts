import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import type { TestOperator } from '../../../test/factories/build.js';
import { recordedCall, recordingOf } from '../../../test/factories/recording.js';

let api: TestApi;
let operator: TestOperator;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.build.operator();
});

afterAll(() => api.close());

const audioPath = (call: { id: number }): string => `/api/calls/${String(call.id)}/recording`;

async function playsOf(
  recordingId: number,
): Promise<{ actorOperatorId: number | null; sessionId: string | null }[]> {
  return api.database.prisma.audit.findMany({
    where: { action: 'recording.play', objectId: String(recordingId) },
    select: { actorOperatorId: true, sessionId: true },
  });
}

async function linkTo(call: { id: number }, who: TestOperator): Promise<string> {
  const response = await api.as(who).post(`${audioPath(call)}/link`);
  expect(response.status).toBe(201);
  return (response.body as { data: { url: string } }).data.url;
}

describe('audio of a call', () => {
  test('comes whole, inline, not to be kept, and the playing is written down', async () => {
    const call = await recordedCall(api);
    const recording = await recordingOf(api, call);

    const response = await api.as(operator).get(audioPath(call));

    expect(response.status).toBe(200);
    expect(Buffer.compare(response.body as Buffer, recording.audio)).toBe(0);
    expect(response.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(recording.audio.length),
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
    });
    expect(response.headers['content-disposition']).toMatch(/^inline; filename="call-[\w-]+\.wav"$/);
    expect(await playsOf(recording.id)).toMatchObject([{ actorOperatorId: operator.id }]);
  });

  test('comes in the one range asked for; only the beginning counts as a playing', async () => {
    const call = await recordedCall(api);
    const { id, audio } = await recordingOf(api, call);
    const client = api.as(operator);

    const first = await client.get(audioPath(call)).set('Range', 'bytes=0-99');
    const middle = await client.get(audioPath(call)).set('Range', 'bytes=100-199');
    const end = await client.get(audioPath(call)).set('Range', 'bytes=-50');

    expect([first.status, middle.status, end.status]).toEqual([206, 206, 206]);
    expect(first.headers).toMatchObject({
      'content-range': `bytes 0-99/${String(audio.length)}`,
      'content-length': '100',
    });
    expect(Buffer.compare(middle.body as Buffer, audio.subarray(100, 200))).toBe(0);
    expect(Buffer.compare(end.body as Buffer, audio.subarray(-50))).toBe(0);
    expect(await playsOf(id)).toHaveLength(1);
  });

  test('a range beyond its end is 416 with the size', async () => {
    const call = await recordedCall(api);
    const { id, audio } = await recordingOf(api, call);
    const response = await api
      .as(operator)
      .get(audioPath(call))
      .set('Range', `bytes=${String(audio.length)}-`);
    expectProblem(response, 416, 'range_not_satisfiable');
    expect(response.headers['content-range']).toBe(`bytes */${String(audio.length)}`);
    expect(await playsOf(id)).toEqual([]);
  });

  test('HEAD tells the size, sends nothing and is no playing', async () => {
    const call = await recordedCall(api);
    const { id, audio } = await recordingOf(api, call);
    const token = await api.tokenOf(operator);
    const response = await fetch(`${api.url}${audioPath(call)}`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, String(audio.length)]);
    expect(await playsOf(id)).toEqual([]);
  });

  test('is 404 while nothing has been fetched, and when the file is gone', async () => {
    const announced = await recordedCall(api);
    await recordingOf(api, announced, { state: 'announced' });
    expectProblem(await api.as(operator).get(audioPath(announced)), 404, 'not_found');
    expectProblem(await api.as(operator).get(audioPath({ id: 999_999 })), 404, 'not_found');

    const lost = await recordedCall(api);
    const { id } = await recordingOf(api, lost);
    await rm(path.join(api.environment.dataDir, 'files', 'recordings'), { recursive: true });
    expectProblem(await api.as(operator).get(audioPath(lost)), 404, 'not_found');
    expect(await playsOf(id)).toEqual([]);
  });

  test('of several recordings the first is played, or the one named by either of its ids', async () => {
    const call = await recordedCall(api);
    const second = await recordingOf(api, call, {
      seconds: 3,
      startedAt: new Date('2026-01-02'),
      recordingId: 'MToy+/=',
    });
    const first = await recordingOf(api, call, { startedAt: new Date('2026-01-01') });
    const client = api.as(operator);
    const lengthOf = async (query: object): Promise<number> =>
      ((await client.get(audioPath(call)).query(query)).body as Buffer).length;

    expect(await lengthOf({})).toBe(first.audio.length);
    expect(await lengthOf({ recordingId: String(second.id) })).toBe(second.audio.length);
    expect(await lengthOf({ recordingId: second.recordingId })).toBe(second.audio.length);
    expectProblem(await client.get(audioPath(call)).query({ recordingId: 'other' }), 404, 'not_found');
  });
});

describe('who may listen', () => {
  test('people of the city, of all cities, and whose call it was; out of the city is 404', async () => {
    const manager = await api.build.operator({ role: 'manager', cities: ['Омск'] });
    const here = await recordedCall(api, { city: 'Омск' });
    const elsewhere = await recordedCall(api, { city: 'Саратов' });
    const nowhere = await recordedCall(api, { city: null });
    const own = await recordedCall(api, { city: 'Саратов', operatorId: manager.id });
    for (const call of [here, elsewhere, nowhere, own]) await recordingOf(api, call);

    const client = api.as(manager);
    for (const call of [here, nowhere, own]) expect((await client.get(audioPath(call))).status).toBe(200);
    expectProblem(await client.get(audioPath(elsewhere)), 404, 'not_found');
    expectProblem(await client.post(`${audioPath(elsewhere)}/link`), 404, 'not_found');
    expect((await api.as(operator).get(audioPath(elsewhere))).status).toBe(200);
  });

  test('viewers and masters may not, strangers must sign in, other organisations see nothing', async () => {
    const call = await recordedCall(api);
    await recordingOf(api, call);
    for (const role of ['viewer', 'master'] as const) {
      const person = await api.build.operator({ role, cities: ['Саратов'] });
      expectProblem(await api.as(person).get(audioPath(call)), 403, 'forbidden');
      expectProblem(await api.as(person).post(`${audioPath(call)}/link`), 403, 'forbidden');
    }
    expectProblem(await api.anonymous.get(audioPath(call)), 401, 'not_signed_in');
    const other = await api.build.organization();
    const stranger = await api.build.operator({ organizationId: other.id, role: 'owner' });
    expectProblem(await api.as(stranger).get(audioPath(call)), 404, 'not_found');
  });
});

describe('a playback address', () => {
  test('plays without a token of sign-in, with ranges, and the listener is written down', async () => {
    const call = await recordedCall(api);
    const { id, audio } = await recordingOf(api, call);
    const url = await linkTo(call, operator);

    const whole = await api.anonymous.get(url);
    const part = await api.anonymous.get(url).set('Range', 'bytes=10-19');

    expect(Buffer.compare(whole.body as Buffer, audio)).toBe(0);
    expect([part.status, part.headers['content-length']]).toEqual([206, '10']);
    const [play, ...more] = await playsOf(id);
    expect(play).toMatchObject({
      actorOperatorId: operator.id,
      sessionId: expect.stringMatching(/-/) as unknown,
    });
    expect(more).toEqual([]);
  });

  test('ends after ten minutes', async () => {
    const call = await recordedCall(api);
    await recordingOf(api, call);
    const start = new Date();
    api.clock.set(start);
    const url = await linkTo(call, operator);
    api.clock.set(new Date(start.getTime() + 599_000));
    expect((await api.anonymous.get(url)).status).toBe(200);
    api.clock.set(new Date(start.getTime() + 600_000));
    expectProblem(await api.anonymous.get(url), 404, 'not_found');
    api.clock.set(start);
  });

  test('ends with the session that asked for it, and with the right to listen', async () => {
    const call = await recordedCall(api);
    await recordingOf(api, call);
    const leaving = await api.build.operator();
    const url = await linkTo(call, leaving);
    await api.database.prisma.session.updateMany({
      where: { operatorId: leaving.id },
      data: { revokedAt: new Date() },
    });
    await api.database.sql.query({ text: `SELECT pg_notify('session', $1)`, values: [String(leaving.id)] });
    await expect.poll(async () => (await api.anonymous.get(url)).status).toBe(404);

    const demoted = await api.build.operator();
    const other = await linkTo(call, demoted);
    await api.database.prisma.operator.update({ where: { id: demoted.id }, data: { role: 'viewer' } });
    await api.database.sql.query({ text: `SELECT pg_notify('session', $1)`, values: [String(demoted.id)] });
    await expect.poll(async () => (await api.anonymous.get(other)).status).toBe(404);
  });

  test('cannot be altered', async () => {
    const call = await recordedCall(api);
    await recordingOf(api, call);
    const url = await linkTo(call, operator);
    const [payload = '', signature = ''] = url.slice(url.lastIndexOf('/') + 1).split('.');
    const forged = Buffer.from(payload, 'base64url')
      .toString()
      .replace(/^\[\d+/, '[1');
    const tokens = [
      `${Buffer.from(forged).toString('base64url')}.${signature}`,
      `${payload}.${'A'.repeat(43)}`,
    ];
    for (const token of tokens)
      expectProblem(await api.anonymous.get(`/api/recordings/play/${token}`), 404, 'not_found');
    expectProblem(await api.anonymous.get('/api/recordings/play/x'), 422, 'invalid_fields', {
      token: 'invalid_value',
    });
  });
});
