import { ColumnTypeEnum as Type, type ColumnType } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Object ids of PostgreSQL's own types, as `pg_type.oid` has them. */
const Oid = {
  bool: 16,
  char: 18,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  boolArray: 1000,
  charArray: 1002,
  nameArray: 1003,
  int2Array: 1005,
  int4Array: 1007,
  textArray: 1009,
  varcharArray: 1015,
  timestamp: 1114,
  timestamptz: 1184,
} as const;

/** The engine's catalogue queries return only these; every other type, `name` included, travels as text. */
const KINDS: ReadonlyMap<number, ColumnType> = new Map<number, ColumnType>([
  [Oid.bool, Type.Boolean],
  [Oid.char, Type.Character],
  [Oid.int8, Type.Int64],
  [Oid.int2, Type.Int32],
  [Oid.int4, Type.Int32],
  [Oid.oid, Type.Int64],
  [Oid.timestamp, Type.DateTime],
  [Oid.timestamptz, Type.DateTime],
  [Oid.boolArray, Type.BooleanArray],
  [Oid.charArray, Type.CharacterArray],
  [Oid.nameArray, Type.TextArray],
  [Oid.int2Array, Type.Int32Array],
  [Oid.int4Array, Type.Int32Array],
  [Oid.textArray, Type.TextArray],
  [Oid.varcharArray, Type.TextArray],
]);

export const columnTypeOf = (oid: number): ColumnType => KINDS.get(oid) ?? Type.Text;

type Decode = (text: string) => unknown;

const parseList = pg.types.getTypeParser(Oid.textArray as number) as (text: string) => string[];

/** The session runs in UTC, so the offset PostgreSQL writes is always zero and only its spelling is changed. */
const toUtcInstant: Decode = (text) => `${text.replace(' ', 'T').replace(/[+-]\d\d(:?\d\d)?$/, '')}+00:00`;

const DECODERS: ReadonlyMap<number, Decode> = new Map<number, Decode>([
  [Oid.bool, (text) => text === 't'],
  [Oid.int2, Number],
  [Oid.int4, Number],
  [Oid.timestamp, toUtcInstant],
  [Oid.timestamptz, toUtcInstant],
  [Oid.boolArray, (text) => parseList(text).map((item) => item === 't')],
  [Oid.int2Array, (text) => parseList(text).map(Number)],
  [Oid.int4Array, (text) => parseList(text).map(Number)],
  [Oid.charArray, parseList],
  [Oid.nameArray, parseList],
  [Oid.textArray, parseList],
  [Oid.varcharArray, parseList],
]);

/** Turns a column's text into what the schema engine expects for its type; unknown types stay text. */
export const decoderOf = (oid: number): Decode => DECODERS.get(oid) ?? ((text) => text);
