import { BLOCK_REASONS, FIELD_CODES, PROBLEM_STATUS } from './problem.js';
import { fieldsToJsonSchema, toJsonSchema, type JsonSchema } from './json-schema.js';
import { PAGINATION, type AnyOperation } from './operation.js';
import type { Schema } from './schema.js';

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
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function toOpenApiOperation(operation: AnyOperation, named: Map<string, JsonSchema>): JsonSchema {
  const { access } = operation;
  const permissions = access === 'public' || access === 'signed-in' ? [] : [access].flat();
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description !== undefined && { description: operation.description }),
    ...(access !== 'public' && { security: [{ bearer: [] }] }),
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
      default: {
        description: 'Problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
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
      schema: { type: 'string', format: 'uri-reference' },
    };
    return { description: success.description, headers: { Location: address } };
  }
  if (success.kind === 'raw') {
    return {
      description: success.description,
      content: { [success.contentType]: { schema: { type: 'string' } } },
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

const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'RFC 9457 problem; `code` is stable, `title` is in the language of the request.',
  required: ['success', 'type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    success: { type: 'boolean', const: false },
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(PROBLEM_STATUS) },
    requestId: { type: ['string', 'null'] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: {
          field: { type: 'string' },
          code: { type: 'string', enum: [...FIELD_CODES] },
          message: { type: 'string' },
          reason: { description: 'With `blocklisted`.', type: 'string', enum: [...BLOCK_REASONS] },
        },
      },
    },
    current: { description: 'With `stale_version`: the row as it stands now.' },
    allowed: {
      description: 'With `illegal_transition`: the statuses that may follow.',
      type: 'array',
      items: { type: 'string' },
    },
  },
};
