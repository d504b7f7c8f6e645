import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import {
  createAdder,
  draftOf,
  rowOf,
  rowsOf,
  type ReferenceList,
} from '../../../test/factories/reference.js';

let api: TestApi;
let admin: Client;
const add = createAdder(() => admin);

beforeAll(async () => {
  api = await startTestApi();
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
afterAll(() => api.close());

type Bad = [list: ReferenceList, field: string, value: unknown, code: string, named?: string];
const TOO_LONG = 'я'.repeat(201);
const BAD: readonly Bad[] = [
  ['cities', 'name', 5, 'invalid_type'],
  ['cities', 'name', null, 'invalid_type'],
  ['cities', 'name', ['Омск'], 'invalid_type'],
  ['cities', 'name', '   ', 'required'],
  ['cities', 'name', TOO_LONG, 'too_long'],
  ['cities', 'name', 'Омск\u0000', 'invalid_value'],
  ['cities', 'timezone', 'Europe/Saratow', 'invalid_value'],
  ['cities', 'timezone', null, 'invalid_type'],
  ['cities', 'timezone', ['Asia/Omsk'], 'invalid_type'],
  ['cities', 'slotCapacity', '3', 'invalid_type'],
  ['cities', 'slotCapacity', 1.5, 'invalid_type'],
  ['cities', 'slotCapacity', 101, 'out_of_range'],
  ['cities', 'slotCapacity', -1, 'out_of_range'],
  ['campaigns', 'rk', {}, 'invalid_type'],
  ['campaigns', 'rk', null, 'invalid_type'],
  ['campaigns', 'rk', 'я'.repeat(51), 'too_long'],
  ['campaigns', 'rk', 'a\nb', 'invalid_value'],
  ['campaigns', 'name', 7, 'invalid_type'],
  ['campaigns', 'name', TOO_LONG, 'too_long'],
  ['phones', 'number', 74950000101, 'invalid_type'],
  ['phones', 'number', null, 'invalid_type'],
  ['phones', 'number', ['+74950000101'], 'invalid_type'],
  ['phones', 'number', '12', 'invalid_phone'],
  ['phones', 'number', 'two words', 'invalid_phone'],
  ['phones', 'number', TOO_LONG, 'too_long'],
  ['phones', 'rk', 'Нет такой', 'invalid_value'],
  ['phones', 'rk', null, 'invalid_type'],
  ['phones', 'city', 'Атлантида', 'invalid_value'],
  ['phones', 'city', 1, 'invalid_type'],
  ['phones', 'avitoName', [], 'invalid_type'],
  ['phones', 'avitoName', 'я'.repeat(101), 'too_long'],
  ['masters', 'name', 'я', 'too_short'],
  ['masters', 'name', false, 'invalid_type'],
  ['masters', 'name', TOO_LONG, 'too_long'],
  ['masters', 'cities', 'Омск', 'invalid_type'],
  ['masters', 'cities', null, 'invalid_type'],
  ['masters', 'cities', [], 'required'],
  ['masters', 'cities', ['Саратов', 'Атлантида'], 'invalid_value', 'cities.1'],
  ['masters', 'cities', [null], 'invalid_type', 'cities.0'],
  ['masters', 'phone', 'not a phone', 'invalid_phone'],
  ['masters', 'phone', 79991234567, 'invalid_type'],
  ['masters', 'typeEquipment', 'tv', 'invalid_value'],
  ['masters', 'statusWork', 'online', 'invalid_value'],
  ['masters', 'statusWork', null, 'invalid_type'],
  ['dispositions', 'code', 'Has Space', 'invalid_value'],
  ['dispositions', 'code', null, 'invalid_type'],
  ['dispositions', 'code', 'a'.repeat(51), 'too_long'],
  ['dispositions', 'name', 1, 'invalid_type'],
  ['dispositions', 'position', '1', 'invalid_type'],
  ['dispositions', 'position', 1001, 'out_of_range'],
];

describe('bad input', () => {
  test.each(BAD)(
    '%s.%s does not take %j (%s), new or changed',
    async (list, field, value, code, named = field) => {
      const before = rowsOf(await admin.get(`/api/${list}?limit=100`)).length;
      const response = await admin.post(`/api/${list}`).send({ ...draftOf[list](), [field]: value });
      expectProblem(response, 422, 'invalid_fields', { [named]: code });
      expect(rowsOf(await admin.get(`/api/${list}?limit=100`))).toHaveLength(before);

      const row = await add(list);
      const change = await admin.patch(`/api/${list}/${String(row.id)}`).send({ [field]: value, version: 1 });
      expectProblem(change, 422, 'invalid_fields', { [named]: code });
      expect(rowOf(await admin.get(`/api/${list}/${String(row.id)}`))).toEqual(row);
      await admin.delete(`/api/${list}/${String(row.id)}`);
    },
  );

  test.each([
    ['cities', ['name', 'timezone']],
    ['campaigns', ['rk']],
    ['phones', ['number', 'rk', 'city']],
    ['masters', ['name', 'cities']],
    ['dispositions', ['code']],
  ] as const)('%s need %j', async (list, fields) => {
    expectProblem(
      await admin.post(`/api/${list}`).send({}),
      422,
      'invalid_fields',
      Object.fromEntries(fields.map((field) => [field, 'required'])),
    );
  });

  test("names of another organisation's lists are unknown here", async () => {
    const stranger = await api.build.organization();
    const city = await api.build.city({ organizationId: stranger.id });
    const campaign = await api.build.campaign({ organizationId: stranger.id });
    expectProblem(
      await admin.post('/api/phones').send({ ...draftOf.phones(), city: city.name }),
      422,
      'invalid_fields',
      {
        city: 'invalid_value',
      },
    );
    expectProblem(
      await admin.post('/api/phones').send({ ...draftOf.phones(), rk: campaign.rk }),
      422,
      'invalid_fields',
      {
        rk: 'invalid_value',
      },
    );
    expectProblem(
      await admin.post('/api/masters').send({ ...draftOf.masters(), cities: [city.name] }),
      422,
      'invalid_fields',
      { 'cities.0': 'invalid_value' },
    );
  });
});
