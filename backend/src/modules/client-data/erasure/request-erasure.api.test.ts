import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { runErasureJobs, runJob, waitingErasureJobs } from '../../../../test/erasure-jobs.js';
import { buildCall } from '../../../../test/factories/call.js';
import { foreignOrganization } from '../../../../test/factories/foreign.js';
import { buildOrder, freshPhone } from '../../../../test/factories/order.js';
import { recordingOf } from '../../../../test/factories/recording.js';
import { storedRows } from '../../../../test/hostile/stored-rows.js';
import { filesBelow } from '../../../../test/whole-dump.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const REASON = 'Заявление клиента';
const erase = (phone: string, body: object = {}, as: { id: number } = api.owner) =>
  api
    .as(as)
    .post(`/api/clients/${encodeURIComponent(phone)}/erasure`)
    .send({ confirmation: phone, reason: REASON, ...body });

async function knownPhone(): Promise<string> {
  const phone = freshPhone();
  await buildCall(api, { phoneClient: phone });
  return phone;
}

describe('is refused', () => {
  test('without the number typed once more', async () => {
    const phone = await knownPhone();
    const before = await storedRows(api.database.sql);
    expectProblem(await erase(phone, { confirmation: freshPhone() }), 422, 'invalid_fields', {
      confirmation: 'invalid_value',
    });
    expect(await storedRows(api.database.sql)).toEqual(before);
  });

  test('with a reason that would keep the number', async () => {
    const phone = await knownPhone();
    const reason = `Просил удалить 8 (${phone.slice(2, 5)}) ${phone.slice(5)}`;
    expectProblem(await erase(phone, { reason }), 422, 'invalid_fields', { reason: 'invalid_value' });
  });

  test('for a number of which nothing is known, and for one that is erased', async () => {
    expectProblem(await erase(freshPhone()), 404, 'not_found');
    expectProblem(await erase('+01234567890123'), 422, 'invalid_fields', { phone: 'invalid_phone' });
  });

  test('while he has open orders, and names them', async () => {
    const phone = await knownPhone();
    const open = await buildOrder(api, { phone, statusOrder: 'assigned' });
    await buildOrder(api, { phone, statusOrder: 'completed' });
    const answer = await erase(phone);
    expectProblem(answer, 409, 'client_in_work');
    expect(answer.body).toMatchObject({ orderIds: [open.id], callIds: [] });
    expect(await waitingErasureJobs(api)).toEqual([]);
  });

  test('while he is on the line', async () => {
    const phone = freshPhone();
    const call = await buildCall(api, { phoneClient: phone, status: 'in_progress', hasOpenLeg: true });
    const answer = await erase(phone);
    expectProblem(answer, 409, 'client_in_work');
    expect(answer.body).toMatchObject({ orderIds: [], callIds: [call.id] });
  });

  test('to a manager, and to an admin who has not shown that it is he', async () => {
    const phone = await knownPhone();
    expectProblem(await erase(phone, {}, await api.build.operator({ role: 'manager' })), 403, 'forbidden');
    const admin = await api.build.operator({ role: 'admin' });
    const token = await api.tokenOf(admin);
    await api.database.prisma.session.updateMany({
      where: { operatorId: admin.id },
      data: { authenticatedAt: new Date(Date.now() - 11 * 60_000) },
    });
    const answer = await api.anonymous
      .post(`/api/clients/${encodeURIComponent(phone)}/erasure`)
      .set('Authorization', `Bearer ${token}`)
      .send({ confirmation: phone, reason: REASON });
    expectProblem(answer, 403, 'step_up_required');
  });
});

test('asked for twice at once, it is carried out once', async () => {
  const phone = await knownPhone();
  const answers = await Promise.all([erase(phone), erase(phone), erase(phone)]);
  const ids = answers.map(({ body }) => (body as { data: { id: number } }).data.id);
  expect(new Set(ids).size).toBe(1);
  expect(await waitingErasureJobs(api)).toHaveLength(1);
  expect(await api.database.prisma.audit.count({ where: { action: 'client.erase' } })).toBe(1);
  expect(answers[0].headers['location']).toBe(`/api/client-erasures/${String(ids[0])}`);
  await runErasureJobs(api);
});

test('the number is kept sealed while the work lasts, and no longer', async () => {
  const phone = await knownPhone();
  const { id } = ((await erase(phone)).body as { data: { id: number } }).data;
  const underway = await api.database.prisma.clientErasure.findUniqueOrThrow({ where: { id } });
  expect(underway.phoneSealed).toMatch(/^v1\./);
  expect(JSON.stringify(underway, (_, value: unknown) => String(value))).not.toContain(phone.slice(2));
  await runErasureJobs(api);
  expect(
    (await api.database.prisma.clientErasure.findUniqueOrThrow({ where: { id } })).phoneSealed,
  ).toBeNull();
});

test('another organisation keeps its client of the same number', async () => {
  const foreign = await foreignOrganization(api);
  const phone = await knownPhone();
  const theirs = await buildCall(foreign, { phoneClient: phone, comment: 'Наш клиент' });
  const order = await buildOrder(foreign, {
    phone,
    statusOrder: 'completed',
    operatorNameId: foreign.owner.id,
  });
  await erase(phone);
  await runErasureJobs(api);
  const { prisma } = api.database;
  expect(await prisma.call.findUniqueOrThrow({ where: { id: theirs.id } })).toEqual(theirs);
  expect(await prisma.order.findUniqueOrThrow({ where: { id: order.id } })).toEqual(order);
  expect(await prisma.call.count({ where: { phoneClient: phone } })).toBe(1);
  const { id } = await prisma.clientErasure.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expectProblem(await api.as(foreign.owner).get(`/api/client-erasures/${String(id)}`), 404, 'not_found');
});

test('a run that dies is taken up where it stopped', async () => {
  const phone = freshPhone();
  for (let n = 0; n < 130; n += 1) await buildCall(api, { phoneClient: phone });
  for (let n = 0; n < 3; n += 1) await buildOrder(api, { phone, statusOrder: 'completed' });
  const { id } = ((await erase(phone)).body as { data: { id: number } }).data;
  await api.database.sql.query({
    text: `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the process is gone'; END $$;
      CREATE TRIGGER die BEFORE UPDATE ON "order" FOR EACH ROW EXECUTE FUNCTION die()`,
  });
  await expect(runErasureJobs(api)).rejects.toThrow('the process is gone');
  await api.database.sql.query({ text: 'DROP TRIGGER die ON "order"; DROP FUNCTION die()' });
  const get = async () => (await api.as(api.owner).get(`/api/client-erasures/${String(id)}`)).body as object;
  const calls = { done: 130, total: 130 };
  expect(await get()).toMatchObject({ data: { finishedAt: null, calls, orders: { done: 0, total: 3 } } });
  await runErasureJobs(api);
  expect(await get()).toMatchObject({
    data: { finishedAt: expect.any(String) as string, calls, orders: { done: 3, total: 3 } },
  });
  expect(await api.database.prisma.call.count({ where: { phoneClient: phone } })).toBe(0);
});

test('a file that cannot be removed now is removed later', async () => {
  const phone = freshPhone();
  const call = await buildCall(api, { phoneClient: phone });
  const recording = await recordingOf(api, call);
  const where = { where: { id: recording.id } };
  const { storageKey } = await api.database.prisma.recording.findUniqueOrThrow(where);
  // A name that the storage refuses stands for a storage that is away.
  await api.database.prisma.recording.update({ ...where, data: { storageKey: 'away' } });
  await erase(phone);
  await expect(runErasureJobs(api)).rejects.toThrow();
  expect(await waitingErasureJobs(api)).toMatchObject([{ name: 'recording.remove' }]);
  await api.database.sql.query({ text: 'DELETE FROM graphile_worker._private_jobs' });
  await api.database.prisma.recording.update({ ...where, data: { storageKey } });
  // Given up or lost, the job is asked for anew each night.
  await runJob(api, 'recordings:remove_erased', {});
  expect(await waitingErasureJobs(api)).toMatchObject([{ name: 'recording.remove' }]);
  await runErasureJobs(api);
  expect(await api.database.prisma.recording.findUniqueOrThrow(where)).toMatchObject({ storageKey: null });
  expect(filesBelow(api.environment.dataDir).map(({ name }) => name)).not.toContain(
    `files/${String(storageKey)}`,
  );
});
