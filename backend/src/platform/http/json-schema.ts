import type { Fields, Schema } from './schema.js';

export type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12 of a schema as it stands on the wire; `named` collects what is referred to by `$ref`. */
export function toJsonSchema(schema: Schema<unknown>, named: Map<string, JsonSchema>): JsonSchema {
  if (schema.name) {
    if (!named.has(schema.name)) {
      named.set(schema.name, {});
      named.set(schema.name, plain(schema, named));
    }
    const reference = { $ref: `#/components/schemas/${schema.name}` };
    return schema.nullable ? { anyOf: [reference, { type: 'null' }] } : reference;
  }
  return schema.nullable ? nullable(plain(schema, named)) : plain(schema, named);
}

/** JSON Schema of an object with these fields. */
export function fieldsToJsonSchema(fields: Fields, named: Map<string, JsonSchema>): JsonSchema {
  const required = Object.keys(fields).filter(
    (name) => !fields[name]?.optional && fields[name]?.default === undefined,
  );
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, toJsonSchema(field, named)]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function nullable(json: JsonSchema): JsonSchema {
  if (Array.isArray(json['enum']))
    return { ...json, type: [json['type'], 'null'], enum: [...(json['enum'] as unknown[]), null] };
  return json['type'] === undefined
    ? { anyOf: [json, { type: 'null' }] }
    : { ...json, type: [json['type'], 'null'] };
}

function plain(schema: Schema<unknown>, named: Map<string, JsonSchema>): JsonSchema {
  return {
    ...typed(schema, named),
    ...(schema.description !== undefined && { description: schema.description }),
    ...(schema.example !== undefined && { examples: [schema.example] }),
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

function typed(schema: Schema<unknown>, named: Map<string, JsonSchema>): JsonSchema {
  switch (schema.kind) {
    case 'string':
      return { type: 'string', ...lengths(schema) };
    case 'integer':
      return { type: 'integer', ...range(schema) };
    case 'money':
      return { type: 'number', ...range(schema), multipleOf: 0.01 };
    case 'number':
      return { type: 'number', ...range(schema) };
    case 'boolean':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'day':
      return { type: 'string', format: 'date' };
    case 'instantOrDay':
      return { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }] };
    case 'phone':
      return { type: 'string', format: 'phone' };
    case 'timezone':
      return { type: 'string', format: 'iana-time-zone' };
    case 'enum':
      return { type: 'string', enum: [...(schema.values ?? [])] };
    case 'array':
      return {
        type: 'array',
        items: toJsonSchema(schema.items ?? { kind: 'json' }, named),
        ...items(schema),
      };
    case 'object':
      return fieldsToJsonSchema(schema.fields ?? {}, named);
    case 'json':
      return {};
  }
}

const lengths = ({ minLength, maxLength, pattern }: Schema<unknown>): JsonSchema => ({
  ...(minLength !== undefined && { minLength }),
  ...(maxLength !== undefined && { maxLength }),
  ...(pattern !== undefined && { pattern: pattern.source }),
});

const range = ({ minimum, maximum }: Schema<unknown>): JsonSchema => ({
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
});

const items = ({ minItems, maxItems }: Schema<unknown>): JsonSchema => ({
  ...(minItems !== undefined && { minItems }),
  ...(maxItems !== undefined && { maxItems }),
});
