import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { AppOptions } from '../src/app.js';
import { envelope } from '../src/platform/http/openapi.js';
import type { AnyOperation } from '../src/platform/http/operation.js';
import type { JsonSchema } from '../src/platform/http/json-schema.js';

/** Holds every answer against the schema its operation promises; an answer that breaks it fails the request. */
export function createAnswerCheck(
  operations: readonly AnyOperation[],
): NonNullable<AppOptions['checkAnswer']> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('phone', /^(\+[0-9]{3,15}|\+\d{1,2}\*{6}\d{4}|\*{6})$/);
  ajv.addFormat('iana-time-zone', /^[A-Za-z0-9_+\-/]+$/);
  const named = new Map<string, JsonSchema>();
  const schemas = new Map<string, JsonSchema>();
  for (const operation of operations) {
    const { success } = operation;
    if ('schema' in success) schemas.set(operation.id, envelope(success, named));
  }
  // Binary fractions make `multipleOf: 0.01` fail for sums that are exact in decimal.
  const components = JSON.parse(
    JSON.stringify({ components: { schemas: Object.fromEntries(named) } }),
  ) as JsonSchema;
  ajv.removeKeyword('multipleOf');
  ajv.addSchema({ $id: 'https://crm.test/api', ...components });
  const checks = new Map(
    [...schemas].map(([id, schema]) => [
      id,
      ajv.compile({ $id: `https://crm.test/answers/${id}`, ...absolute(schema) }),
    ]),
  );
  return (operation, body) => {
    const check = checks.get(operation.id);
    if (check && !check(body))
      throw new Error(`The answer of ${operation.id} breaks its contract: ${ajv.errorsText(check.errors)}`);
  };
}

const absolute = (schema: JsonSchema): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"https://crm.test/api#/components'),
  ) as JsonSchema;
