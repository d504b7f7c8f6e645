import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../src/platform/access/permissions.js';
import type { AnyOperation } from '../src/platform/http/operation.js';
import { startTestApi } from './api.js';
import { foreignOrganization } from './factories/foreign.js';
import { createProbe } from './hostile/probe.js';
import { HOME_CITY, ROW_OF, type Placed, type Place } from './hostile/placed-rows.js';
import { createSender, type RawAnswer } from './hostile/send-raw.js';

/**
 * The table that people agreed on, one line per operation and place of its row: what each role gets. `yes`; `no` for 403; `absent` for 404
 * and for what a list leaves out; `refused` for 422 and `conflict` for 409, where the row itself forbids it.
 */
const TABLE = path.join(import.meta.dirname, 'scope-matrix.csv');

const api = await startTestApi();
const sender = createSender(api.url);
const foreign = await foreignOrganization(api);
const operations = api.container.modules.flatMap((module) => module.operations);

afterAll(async () => {
  sender.close();
  await api.close();
});

const [head = [], ...lines] = readFileSync(TABLE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

const OUTCOMES: Readonly<Record<number, string>> = {
  403: 'no',
  404: 'absent',
  409: 'conflict',
  422: 'refused',
};

function outcomeOf({ status, json }: RawAnswer, { params }: AnyOperation, { id }: Placed): string {
  if (status >= 300) return OUTCOMES[status] ?? String(status);
  const rows = json?.['data'];
  if (Object.keys(params).length > 0 || !Array.isArray(rows)) return 'yes';
  return (rows as { id?: number }[]).some((row) => row.id === id) ? 'yes' : 'absent';
}

async function ask(operation: AnyOperation, place: Place, role: Role): Promise<string> {
  const person = await api.build.operator({ role, cities: [HOME_CITY] });
  const placed = (await ROW_OF[operation.id]?.put({ api, foreign, place, person })) ?? {};
  const token = await api.tokenOf(person);
  const probe = await createProbe(api, sender.send, operation);
  const { search } = placed;
  const page = new URLSearchParams({ limit: '100', ...(search !== undefined && { search }) });
  const answer = await probe.send({
    ...(placed.params && { params: placed.params }),
    ...(operation.success.kind === 'page' && { query: page.toString() }),
    ...(probe.sound.body && { body: { ...probe.sound.body, ...placed.body } }),
    headers: { Authorization: `Bearer ${token}` },
  });
  return outcomeOf(answer, operation, placed);
}

test('every operation that names a row has its lines, one per place', () => {
  const named = operations.filter(
    ({ id, access, params }) =>
      Object.hasOwn(ROW_OF, id) ||
      (access !== 'public' && Object.values(params).some(({ kind }) => kind !== 'enum')),
  );
  const expected = named.flatMap(({ id }) => ROW_OF[id]?.places.map((place) => `${id},${place}`) ?? [id]);
  expect(lines.map(([id, place]) => `${String(id)},${String(place)}`).sort()).toEqual(expected.sort());
  expect(head).toEqual(['operation', 'place', ...ROLES]);
});

describe.each(lines.map(([id = '', place = '', ...outcomes]) => ({ id, place, outcomes })))(
  '$id, $place',
  ({ id, place, outcomes }) => {
    test('gives each role what the table says', async () => {
      const operation = operations.find((candidate) => candidate.id === id);
      if (!operation) throw new Error(`No operation ${id}`);
      const found: string[] = [];
      for (const role of ROLES) found.push(await ask(operation, place as Place, role));
      expect(Object.fromEntries(ROLES.map((role, index) => [role, found[index]]))).toEqual(
        Object.fromEntries(ROLES.map((role, index) => [role, outcomes[index]])),
      );
    });
  },
);
