import fc from 'fast-check';
import type { Fields, Kind, Schema } from '../../src/platform/http/schema.js';

const CITY_NAMES = ['Саратов', 'Энгельс', 'RK001', 'order'];

/** Values that mostly have the form a field asks for, of any content. */
const FITTING: Readonly<Record<Kind, (schema: Schema<unknown>) => fc.Arbitrary<unknown>>> = {
  string: ({ maxLength = 200 }) =>
    fc.oneof(
      fc.constantFrom(...CITY_NAMES),
      fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 300) }),
      fc.string({ unit: 'binary', maxLength: 30 }),
    ),
  integer: ({ minimum = -10, maximum = 1000 }) => fc.integer({ min: minimum, max: maximum }),
  money: () => fc.integer({ min: 0, max: 999_999_999 }).map((kopecks) => kopecks / 100),
  number: () => fc.double(),
  boolean: () => fc.boolean(),
  instant: () => fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  day: () => days(),
  instantOrDay: () =>
    fc.oneof(
      days(),
      fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
    ),
  phone: () => fc.oneof(fc.constant('+79991234567'), fc.stringMatching(/^(\+7|8|7)?[-( )\d]{8,14}$/)),
  timezone: () => fc.constantFrom('Europe/Moscow', 'Asia/Kathmandu', 'UTC', 'GMT', 'EST5EDT'),
  enum: ({ values = [] }) => fc.constantFrom(...values),
  array: ({ items = { kind: 'json' } }) => fc.array(arbitraryOf(items), { maxLength: 5 }),
  object: ({ fields = {} }) => arbitraryFields(fields),
  json: () => fc.jsonValue(),
};

const days = (): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date('1969-01-01'), max: new Date('2201-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));

const arbitraryOf = (schema: Schema<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: FITTING[schema.kind](schema) },
    { weight: schema.nullable ? 3 : 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );

/** Some of these fields, mostly of the form they ask for. */
export const arbitraryFields = (fields: Fields): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, arbitraryOf(schema)])), {
    requiredKeys: [],
  });
