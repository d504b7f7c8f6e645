import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { AnyOperation } from '../src/platform/http/operation.js';
import { startTestApi } from './api.js';
import { arbitraryFields } from './hostile/arbitrary-input.js';
import { complaintsOf, createProbe, queryWith, type Attempt, type Probe } from './hostile/probe.js';
import { createSender } from './hostile/send-raw.js';
import { SOUND_ENVIRONMENT } from './hostile/sound-input.js';
import { storedRows } from './hostile/stored-rows.js';
import { INHERITED, wrongJson, wrongText } from './hostile/wrong-values.js';

/** Webhooks are mounted by hand and take a form: their own tests hold them. */
const BY_HAND = new Set(['receiveMangoEvent']);
/** What clients must never set, wherever it is not a field of the operation. */
const FORBIDDEN = [
  'id',
  'organizationId',
  'role',
  'passwordHash',
  'createDate',
  'deletedAt',
  'surprise',
  ...INHERITED,
];

const api = await startTestApi({ env: SOUND_ENVIRONMENT });
const sender = createSender(api.url);
const operations = api.container.modules
  .flatMap((module) => module.operations)
  .filter(({ id }) => !BY_HAND.has(id));
const named = operations.map((operation): [string, AnyOperation] => [operation.id, operation]);

afterAll(async () => {
  sender.close();
  await api.close();
});

/** One wrong thing at a time in an input that is sound otherwise; then the sound one, which proves that it was. */
async function refusesAll(operation: AnyOperation, attemptsOf: (probe: Probe) => Attempt[]): Promise<void> {
  const probe = await createProbe(api, sender.send, operation);
  const before = await storedRows(api.database.sql);
  expect(await complaintsOf(probe, attemptsOf(probe))).toEqual([]);
  expect(await storedRows(api.database.sql)).toEqual(before);
  const answer = await probe.send();
  expect(answer.status, answer.text).toBeLessThan(400);
}

/** Body text with a member that `JSON.stringify` would drop or overwrite. */
const textWith = ({ sound }: Probe, name: string): string =>
  `{${[`${JSON.stringify(name)}:{"isAdmin":true}`, ...Object.entries(sound.body ?? {}).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)].join(',')}}`;

function bodyAttempts(probe: Probe): Attempt[] {
  const { operation, sound } = probe;
  const body = sound.body ?? {};
  const values = Object.entries(operation.body).flatMap(([name, schema]) =>
    wrongJson(schema, name, body[name]).map(({ field, label, value }) => ({
      field,
      label,
      change: { body: { ...body, [name]: value } },
    })),
  );
  const required = Object.entries(operation.body).filter(
    ([, { optional, default: value }]) => !optional && value === undefined,
  );
  const leftOut = required.map(([name]) => ({
    field: name,
    label: 'left out',
    change: { body: Object.fromEntries(Object.entries(body).filter(([other]) => other !== name)) },
  }));
  const unknown = FORBIDDEN.filter((name) => !Object.hasOwn(operation.body, name)).map((name) => ({
    field: name,
    label: 'unknown field',
    change: { text: textWith(probe, name) },
  }));
  return operation.method === 'get' || operation.method === 'delete'
    ? values
    : [...values, ...leftOut, ...unknown];
}

function queryAttempts(probe: Probe): Attempt[] {
  const { operation, sound } = probe;
  const values = Object.entries(operation.query).flatMap(([name, schema]) => [
    ...wrongText(schema).map(({ label, value }) => ({
      field: name,
      label,
      change: { query: queryWith(probe, name, String(value)) },
    })),
    { field: name, label: 'repeated', change: { query: `${queryWith(probe, name, '1')}&${name}=1` } },
    { field: `${name}[]`, label: 'as array', change: { query: queryWith(probe, `${name}[]`, '1') } },
    {
      field: `${name}[$gt]`,
      label: 'as object',
      change: { query: queryWith(probe, `${name}[$gt]`, '1') },
    },
  ]);
  const leftOut = Object.keys(sound.query ?? {}).map((name) => ({
    field: name,
    label: 'left out',
    change: { query: '' },
  }));
  const refused = operation.takesForeignQuery === true ? [] : FORBIDDEN;
  const unknown = refused
    .filter((name) => !Object.hasOwn(operation.query, name))
    .map((name) => ({
      field: name,
      label: 'unknown parameter',
      change: { query: queryWith(probe, name, '1') },
    }));
  return [...values, ...leftOut, ...unknown];
}

function pathAttempts({ operation }: Probe): Attempt[] {
  return Object.entries(operation.params).flatMap(([name, schema]) => [
    ...wrongText(schema)
      // An empty part is another address.
      .filter(({ value }) => value !== '')
      .map(({ label, value }) => ({ field: name, label, change: { params: { [name]: String(value) } } })),
    ...INHERITED.map((label) => ({ field: name, label, change: { params: { [name]: label } } })),
    { field: null, label: 'broken escape', change: { params: { [name]: '%E0%A4%A' } } },
    { field: null, label: 'escaped slash', change: { params: { [name]: '..%2f..%2fetc' } } },
  ]);
}

test.each(named)('%s refuses every wrong field, names it and stores nothing', (_, operation) =>
  refusesAll(operation, (probe) => [...bodyAttempts(probe), ...queryAttempts(probe), ...pathAttempts(probe)]),
);

/** Generated objects may have a `toString` of their own. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const takesInput = named.filter(([, { body, query }]) => Object.keys({ ...body, ...query }).length > 0);

test.each(takesInput)('%s answers no generated input with a failure of its own', async (_, operation) => {
  const probe = await createProbe(api, sender.send, operation);
  const hasBody = Object.keys(operation.body).length > 0;
  const input = fc.record({
    body: arbitraryFields(operation.body),
    query: arbitraryFields(operation.query),
    isWhole: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(input, async ({ body, query, isWhole }) => {
      const texts = Object.entries({ ...probe.sound.query, ...query }).map(([name, value]) => [
        name,
        textOf(value).toWellFormed(),
      ]);
      const answer = await probe.send({
        query: new URLSearchParams(texts).toString(),
        ...(hasBody && { body: isWhole ? { ...probe.sound.body, ...body } : body }),
      });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 30 },
  );
});
