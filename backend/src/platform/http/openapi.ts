import { fieldsToJsonSchema, toJsonSchema, type JsonSchema } from './json-schema.js';
import { PAGINATION, type AnyOperation } from './operation.js';
import { PROBLEM_RESPONSES, PROBLEM_SCHEMA, refersTo } from './openapi-problems.js';
import { MAX_INT, type Schema } from './schema.js';

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** The OpenAPI 3.1 document of a set of operations, in their order. */
export function toOpenApi(info: OpenApiInfo, operations: readonly AnyOperation[]): JsonSchema {
  const named = new Map<string, JsonSchema>([['Problem', PROBLEM_SCHEMA]]);
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    const path = `/api${operation.path.replace(/:(\w+)/g, '{$1}').replace(/\/?\*(\w+)/g, '/{$1}')}`;
    (paths[path] ??= {})[operation.method] = toOpenApiOperation(operation, named);
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', 'x-internal': false }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: BEARER },
      responses: PROBLEM_RESPONSES,
      schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function toOpenApiOperation(operation: AnyOperation, named: Map<string, JsonSchema>): JsonSchema {
  const { access } = operation;
  const isByPermission = access !== 'public' && access !== 'signed-in' && access !== 'super-admin';
  const permissions = isByPermission ? [access].flat() : [];
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description !== undefined && { description: operation.description }),
    ...(access !== 'public' && { security: securityOf(permissions) }),
    ...(permissions.length > 0 && { 'x-permissions': permissions }),
    ...(operation.proof !== undefined && { 'x-proof': operation.proof }),
    parameters: toParameters(operation, named),
    ...(Object.keys(operation.body).length > 0 && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: fieldsToJsonSchema(operation.body, named) } },
      },
    }),
    responses: {
      [String(operation.success.status)]: toSuccess(operation, named),
      ...failuresOf(operation, permissions),
    },
  };
}

function toParameters(operation: AnyOperation, named: Map<string, JsonSchema>): JsonSchema[] {
  return (['params', 'query'] as const).flatMap((location) =>
    Object.entries(operation[location]).map(([name, schema]) => ({
      name,
      in: location === 'params' ? 'path' : 'query',
      required: location === 'params' || (!schema.optional && schema.default === undefined),
      ...(schema.description !== undefined && { description: schema.description }),
      schema: toJsonSchema(schema, named),
    })),
  );
}

function toSuccess({ success }: AnyOperation, named: Map<string, JsonSchema>): JsonSchema {
  if (success.kind === 'empty') return { description: 'Done' };
  if (success.kind === 'redirect') {
    const address = {
      description: 'Where the browser goes',
      schema: { type: 'string', format: 'uri-reference', maxLength: 8000 },
    };
    return { description: success.description, headers: { Location: address } };
  }
  if (success.kind === 'raw') {
    return {
      description: success.description,
      content: {
        [success.contentType]: { schema: success.contentType === 'application/json' ? JSON_FILE : RAW },
      },
    };
  }
  return { description: 'OK', content: { 'application/json': { schema: envelope(success, named) } } };
}

type WithSchema = Extract<AnyOperation['success'], { readonly schema: Schema<unknown> }>;

/** JSON Schema of a successful answer's body. */
export function envelope(success: WithSchema, named: Map<string, JsonSchema>): JsonSchema {
  const yes = { type: 'boolean', const: true };
  if (success.kind === 'plain') {
    const json = fieldsToJsonSchema(success.schema.fields ?? {}, named);
    const required = [...((json['required'] as string[] | undefined) ?? []), 'success'];
    return { ...json, properties: { success: yes, ...(json['properties'] as object) }, required };
  }
  return {
    type: 'object',
    properties: {
      success: yes,
      data: toJsonSchema(success.schema, named),
      ...(success.kind === 'page' && { pagination: toJsonSchema(PAGINATION, named) }),
    },
    required: success.kind === 'page' ? ['success', 'data', 'pagination'] : ['success', 'data'],
    additionalProperties: false,
  };
}

/** Of streams and files, whose length nobody knows before. */
const RAW = { type: 'string', format: 'binary', maxLength: MAX_INT };

/** Of JSON files that tell their form themselves. */
const JSON_FILE = { type: 'object', maxProperties: 1000 };

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    'Access token of 15 minutes. As RFC8725 asks: one algorithm (HS256) is taken whatever the header says, issuer, audience and times are ' +
    'checked, and the token carries no right: those are looked up for each request.',
};

/** One of the permissions is enough; their names stand as OpenAPI 3.1 lets roles stand. */
const securityOf = (permissions: readonly string[]): JsonSchema[] =>
  permissions.length === 0 ? [{ bearer: [] }] : permissions.map((permission) => ({ bearer: [permission] }));

/** What may fail beside what is particular to an operation, which `default` covers. */
function failuresOf({ access, proof, params }: AnyOperation, permissions: readonly string[]): JsonSchema {
  const statuses = [
    ...(access === 'public' ? [] : [401]),
    ...(permissions.length > 0 || proof !== undefined ? [403] : []),
    ...(Object.keys(params).length > 0 ? [404] : []),
    ...[422, 429, 500, 503],
  ];
  return {
    ...Object.fromEntries(statuses.map((status) => [String(status), refersTo(status)])),
    default: refersTo('default'),
  };
}
