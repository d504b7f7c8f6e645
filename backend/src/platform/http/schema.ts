/**
 * Field schemas: the one vocabulary in which operations are written. A schema is plain data that also carries its TypeScript type; from
 * it come the express-validator chains (`chains.ts`), the handler's types, and JSON Schema for OpenAPI (`json-schema.ts`).
 */
declare const TYPE: unique symbol;

export type Kind =
  | 'string'
  | 'integer'
  | 'money'
  | 'number'
  | 'boolean'
  | 'instant'
  | 'day'
  | 'instantOrDay'
  | 'phone'
  | 'timezone'
  | 'enum'
  | 'array'
  | 'object'
  | 'json';

export interface Schema<T> {
  readonly kind: Kind;
  readonly description?: string;
  readonly example?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** Text in which line breaks are allowed. */
  readonly multiline?: boolean;
  /** Text that is taken as it comes, neither trimmed nor normalised, such as a password. */
  readonly verbatim?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly string[];
  readonly items?: Schema<unknown>;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly fields?: Fields;
  /** Name under `components/schemas`; such a schema is written once and referred to. */
  readonly name?: string;
  /** Of a phone: also what stands for the number of a client whose data were erased. */
  readonly mayBeErased?: boolean;
  readonly nullable?: boolean;
  readonly optional?: boolean;
  readonly default?: unknown;
  readonly [TYPE]?: T;
}

export type Fields = Readonly<Record<string, Schema<unknown>>>;
export type Infer<S> = S extends Schema<infer T> ? T : never;
export type Optional<T> = Schema<T> & { readonly optional: true };

type OptionalKeys<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type Simplify<T> = { [K in keyof T]: T[K] } & {};
export type InferFields<F> = Simplify<
  { [K in Exclude<keyof F, OptionalKeys<F>>]: Infer<F[K]> } & { [K in OptionalKeys<F>]?: Infer<F[K]> }
>;

interface Doc {
  readonly description?: string;
  readonly example?: unknown;
}
interface StringLimits extends Doc {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly multiline?: boolean;
  readonly verbatim?: boolean;
}
interface NumberLimits extends Doc {
  readonly minimum?: number;
  readonly maximum?: number;
}

export const MAX_INT = 2_147_483_647;

/** Text, trimmed unless `verbatim`, counted in code points, without control characters; at least one character unless `minLength` is 0. */
export const string = (limits: StringLimits = {}): Schema<string> => ({ kind: 'string', ...limits });

/** 32-bit integer. */
export const integer = (limits: NumberLimits = {}): Schema<number> => ({ kind: 'integer', ...limits });

/** Identifier of a row. */
export const id = (doc: Doc = {}): Schema<number> => ({
  kind: 'integer',
  minimum: 1,
  maximum: MAX_INT,
  ...doc,
});

/** Version of the row that the change was made on; a stale one is 412. */
export const version = (): Schema<number> =>
  integer({ minimum: 1, maximum: MAX_INT, description: 'Version of the row as read' });

/** Any finite number; for answers only. */
export const number = (limits: NumberLimits = {}): Schema<number> => ({ kind: 'number', ...limits });

/** Roubles with at most two decimals. */
export const money = (limits: NumberLimits = {}): Schema<number> => ({
  kind: 'money',
  minimum: 0,
  maximum: 9_999_999.99,
  ...limits,
});

export const boolean = (doc: Doc = {}): Schema<boolean> => ({ kind: 'boolean', ...doc });

/** ISO 8601 with an offset. A `Date` on the server, UTC text on the wire. */
export const instant = (doc: Doc = {}): Schema<Date> => ({ kind: 'instant', ...doc });

/** `YYYY-MM-DD`; in which zone it is cut, the description tells. */
export const day = (doc: Doc = {}): Schema<string> => ({ kind: 'day', ...doc });

export type InstantOrDay = Date | { readonly day: string };
/** An instant, or a day of the organisation's time zone. */
export const instantOrDay = (doc: Doc = {}): Schema<InstantOrDay> => ({ kind: 'instantOrDay', ...doc });

/** Any usual Russian writing of a number in, E.164 out. */
export const phone = (doc: Doc & { readonly mayBeErased?: true } = {}): Schema<string> => ({
  kind: 'phone',
  ...doc,
});

/** IANA time zone. */
export const timezone = (doc: Doc = {}): Schema<string> => ({ kind: 'timezone', ...doc });

export const oneOf = <const T extends readonly string[]>(values: T, doc: Doc = {}): Schema<T[number]> => ({
  kind: 'enum',
  values,
  ...doc,
});

export const array = <T>(
  items: Schema<T>,
  limits: Doc & { readonly minItems?: number; readonly maxItems?: number } = {},
): Schema<T[]> => ({ kind: 'array', items, ...limits });

export const object = <F extends Fields>(
  fields: F,
  doc: Doc & { readonly name?: string } = {},
): Schema<InferFields<F>> => ({
  kind: 'object',
  fields,
  ...doc,
});

/** Free-form JSON; for answers only. */
export const json = <T = unknown>(doc: Doc = {}): Schema<T> => ({ kind: 'json', ...doc });

export const nullable = <T>(schema: Schema<T>): Schema<T | null> => ({ ...schema, nullable: true });
export const optional = <T>(schema: Schema<T>): Optional<T> => ({ ...schema, optional: true });
export const withDefault = <T>(schema: Schema<T>, value: T): Schema<T> => ({ ...schema, default: value });
