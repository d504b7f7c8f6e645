import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Response } from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const pathOf = ({ id }: { id: number }, startDate: string, endDate: string) =>
  `/api/operators/${String(id)}/worktime?startDate=${startDate}&endDate=${endDate}`;
const daysOf = (response: Response) => (response.body as { data: Record<string, unknown>[] }).data;
const worked = async (
  { id, organizationId }: { id: number; organizationId: number },
  intervals: readonly (readonly [statusWork: string, startedAt: string, endedAt: string | null])[],
) =>
  api.database.prisma.workStatusLog.createMany({
    data: intervals.map(([statusWork, startedAt, endedAt]) => ({
      organizationId,
      operatorId: id,
      statusWork,
      startedAt,
      endedAt,
      setBy: 'person',
    })),
  });

describe('working time', () => {
  test("is cut at the organisation's midnight", async () => {
    for (const [timezone, seconds] of [
      ['Europe/Moscow', [7200, 3600]],
      ['Asia/Omsk', [0, 10_800]],
      ['Etc/UTC', [10_800, 0]],
    ] as const) {
      const { id: organizationId } = await api.build.organization({ timezone });
      const person = await api.build.operator({ organizationId });
      await worked(person, [
        ['online', '2026-03-02T19:00:00Z', '2026-03-02T22:00:00Z'],
        ['offline', '2026-03-02T22:00:00Z', null],
      ]);
      const days = daysOf(await api.as(person).get(pathOf(person, '2026-03-02', '2026-03-03')));
      expect(
        days.map((day) => day['onlineSeconds']),
        timezone,
      ).toEqual(seconds);
    }
  });

  test('tells each kind, the login and the logout', async () => {
    const person = await api.build.operator();
    await worked(person, [
      ['online', '2026-03-03T06:00:00Z', '2026-03-03T07:00:00Z'],
      ['on_call', '2026-03-03T07:00:00Z', '2026-03-03T07:10:00Z'],
      ['wrap_up', '2026-03-03T07:10:00Z', '2026-03-03T07:11:00Z'],
      ['break', '2026-03-03T07:11:00Z', '2026-03-03T08:00:00Z'],
      ['offline', '2026-03-03T08:00:00Z', null],
    ]);
    expect(daysOf(await api.as(person).get(pathOf(person, '2026-03-03', '2026-03-03')))).toEqual([
      {
        date: '2026-03-03',
        onlineSeconds: 3600,
        onCallSeconds: 600,
        wrapUpSeconds: 60,
        breakSeconds: 2940,
        firstLogin: '2026-03-03T06:00:00.000Z',
        lastLogout: '2026-03-03T08:00:00.000Z',
      },
    ]);
  });

  test('counts what goes on until now', async () => {
    const person = await api.build.operator();
    await worked(person, [['online', '2026-03-04T06:00:00Z', null]]);
    api.clock.set('2026-03-04T06:20:00Z');
    const days = daysOf(await api.as(person).get(pathOf(person, '2026-03-04', '2026-03-05')));
    api.clock.set(new Date());
    expect(days).toMatchObject([{ onlineSeconds: 1200, lastLogout: null }, { onlineSeconds: 0 }]);
  });

  test("is one's own, or of people one manages", async () => {
    const person = await api.build.operator({ cities: ['Омск'] });
    const path = pathOf(person, '2026-03-02', '2026-03-02');
    const statusFor = async (role: 'owner' | 'admin' | 'manager' | 'operator' | 'viewer', city: string) =>
      (await api.as(await api.build.operator({ role, cities: [city] })).get(path)).status;
    expect((await api.as(person).get(path)).status).toBe(200);
    expect(await statusFor('owner', 'Пенза')).toBe(200);
    expect(await statusFor('admin', 'Пенза')).toBe(200);
    expect(await statusFor('manager', 'Омск')).toBe(200);
    expect(await statusFor('manager', 'Пенза')).toBe(404);
    expect(await statusFor('operator', 'Омск')).toBe(403);
    expect(await statusFor('viewer', 'Омск')).toBe(403);
    const stranger = await api.build.operator({ organizationId: (await api.build.organization()).id });
    expectProblem(
      await api.as(api.owner).get(pathOf(stranger, '2026-03-02', '2026-03-02')),
      404,
      'not_found',
    );
  });

  test('names what is wrong with the period', async () => {
    const client = api.as(api.owner);
    const path = `/api/operators/${String(api.owner.id)}/worktime`;
    expectProblem(await client.get(path), 422, 'invalid_fields', {
      startDate: 'required',
      endDate: 'required',
    });
    expectProblem(await client.get(`${path}?startDate=2026-02-30&endDate=2.3.2026`), 422, 'invalid_fields', {
      startDate: 'invalid_value',
      endDate: 'invalid_value',
    });
    const backwards = await client.get(pathOf(api.owner, '2026-03-02', '2026-03-01'));
    expectProblem(backwards, 422, 'invalid_fields', { endDate: 'out_of_range' });
    const tooLong = await client.get(pathOf(api.owner, '2025-01-01', '2026-03-01'));
    expectProblem(tooLong, 422, 'invalid_fields', { endDate: 'out_of_range' });
  });
});
