import { MAX_INT, type Fields, type Schema } from './schema.js';
import { MAX_ITEMS, MAX_TEXT } from './values.js';

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
      return { type: 'integer', ...wholeRange(schema) };
    case 'money':
      return { type: 'number', ...range(schema), multipleOf: 0.01 };
    case 'number':
      return { type: 'number', ...range(schema) };
    case 'boolean':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time', maxLength: LONGEST.instant };
    case 'day':
      return { type: 'string', format: 'date', maxLength: LONGEST.day };
    case 'instantOrDay':
      return {
        type: 'string',
        maxLength: LONGEST.instant,
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}',
        anyOf: [{ format: 'date-time' }, { format: 'date' }],
      };
    case 'phone':
      return { type: 'string', format: 'phone', maxLength: LONGEST.phone };
    case 'timezone':
      return { type: 'string', format: 'iana-time-zone', maxLength: LONGEST.timezone };
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

/** Of texts whose form bounds them. */
const LONGEST = { instant: 40, day: 10, phone: 64, timezone: 64 };
/** Neither control characters nor marks that reverse the reading direction; line breaks where several lines may stand. */
export const ONE_LINE = '^[^\\u0000-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069]*$';
const LINES = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069]*$';

// What stands here is what `values.ts` enforces where a contract names nothing else.
const lengths = ({
  minLength,
  maxLength = MAX_TEXT,
  pattern,
  multiline = false,
}: Schema<unknown>): JsonSchema => ({
  ...(minLength !== undefined && { minLength }),
  maxLength,
  pattern: pattern?.source ?? (multiline ? LINES : ONE_LINE),
});

const wholeRange = ({ minimum = -MAX_INT, maximum = MAX_INT }: Schema<unknown>): JsonSchema => ({
  format: minimum < -MAX_INT || maximum > MAX_INT ? 'int64' : 'int32',
  minimum,
  maximum,
});

const range = ({ minimum, maximum }: Schema<unknown>): JsonSchema => ({
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
});

const items = ({ minItems, maxItems = MAX_ITEMS }: Schema<unknown>): JsonSchema => ({
  ...(minItems !== undefined && { minItems }),
  maxItems,
});
