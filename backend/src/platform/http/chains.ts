import { body, param, query, type ContextRunner, type ValidationChain } from 'express-validator';
import type { FieldError } from './problem.js';
import type { Fields, Schema } from './schema.js';
import { misfits, read, type Wire } from './values.js';

export type Location = 'params' | 'query' | 'body';

const START = { body, query, params: param };

/** Query and path values are text on the wire, body values are JSON. */
const wireOf = (location: Location): Wire => (location === 'body' ? 'json' : 'text');

/**
 * The express-validator chains of one part of a request, one per field. A failing chain's `msg` is the list of {@link FieldError} of
 * that field and of what lies inside it. Built-in validators look at each element of an array, so `?limit=5&limit=6` and
 * `{"id": [7]}` would pass them; the chains therefore judge the whole value by its schema.
 */
export const toChains = (location: Location, fields: Fields): FieldChain[] =>
  Object.entries(fields).map(([name, schema]) => ({
    location,
    name,
    mayBeAbsent: schema.optional === true && schema.default === undefined,
    chain: toChain(location, name, schema),
  }));

/** The chain of one field; of an absent field that may be absent there is nothing to judge, so it need not be run. */
export interface FieldChain {
  readonly location: Location;
  readonly name: string;
  readonly mayBeAbsent: boolean;
  readonly chain: ContextRunner;
}

function toChain(location: Location, name: string, schema: Schema<unknown>): ValidationChain {
  const wire = wireOf(location);
  const chain = START[location](name);
  // Not `default()`, which also takes null and the empty text for absent.
  if (schema.default !== undefined)
    chain.customSanitizer((value: unknown) => (value === undefined ? schema.default : value));
  if (schema.optional) chain.optional();
  return chain
    .custom((value: unknown) => misfits(schema, value, { field: name, wire }).length === 0)
    .withMessage((value: unknown) => misfits(schema, value, { field: name, wire }))
    .bail()
    .customSanitizer((value: unknown) => read(schema, value));
}

/** Names of a request part that its contract does not know. */
export const unknownNames = (fields: Fields, part: unknown): FieldError[] =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.keys(part)
        .filter((name) => !Object.hasOwn(fields, name))
        .map((field): FieldError => ({ field, code: 'unknown_field' }))
    : [];
