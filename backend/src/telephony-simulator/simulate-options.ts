import { parseArgs } from 'node:util';
import { DEFAULT_EXTENSIONS, DEFAULT_LINES } from './default-cast.js';

export interface SimulateOptions {
  readonly rate: number;
  readonly target: string;
  readonly key: string | null;
  readonly salt: string | null;
  /** Seconds; null means until stopped. */
  readonly durationSeconds: number | null;
  readonly shuffleSeconds: number;
  readonly duplicates: number;
  readonly drop: number;
  readonly strings: boolean;
  readonly numbers: readonly string[];
  readonly extensions: readonly string[];
  readonly speed: number;
  readonly meanTalkSeconds: number;
  readonly seed: number;
}

export const USAGE = `Plays signed Mango Office traffic at a running copy.

usage: npm run simulate -- [options]
  --rate <n>          new calls a second (0.083: one in 12 seconds)
  --target <url>      address of events (http://127.0.0.1:5000/api/webhooks/mango)
  --key, --salt       credentials (MANGO_API_KEY and MANGO_API_SALT, else secrets.json of .data or .data-demo)
  --duration <s>      begin calls for so many seconds (until Ctrl-C)
  --speed <n>         how much faster than life a call goes (1)
  --talk <s>          mean length of a talk (60)
  --shuffle <s>       each event is late by up to so many seconds, so that they overtake each other (0)
  --duplicates <0–1>  share of events sent twice (0)
  --drop <0–1>        share of events never sent (0)
  --strings           write numbers as texts
  --numbers <a,b>     company numbers (the demo's sixteen)
  --extensions <a,b>  internal numbers of employees (101 to 112)
  --seed <n>          choices that repeat (a new one each time)`;

const FLAGS = {
  rate: { type: 'string' },
  target: { type: 'string' },
  key: { type: 'string' },
  salt: { type: 'string' },
  duration: { type: 'string' },
  speed: { type: 'string' },
  talk: { type: 'string' },
  shuffle: { type: 'string' },
  duplicates: { type: 'string' },
  drop: { type: 'string' },
  strings: { type: 'boolean' },
  numbers: { type: 'string' },
  extensions: { type: 'string' },
  seed: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** One call in twelve seconds: enough to watch. */
export const DEFAULT_RATE = 1 / 12;
export const DEFAULT_TALK_SECONDS = 60;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

type Source = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} naming what is wrong; `null` when help was asked for. */
export function readSimulateOptions(argv: readonly string[], environment: Source): SimulateOptions | null {
  const values = parse(argv);
  if (values.help === true) return null;
  const number = (name: keyof typeof FLAGS, fallback: number, limits: Limits): number =>
    readNumber(name, { value: values[name], fallback, limits });
  return {
    rate: number('rate', DEFAULT_RATE, { min: 0.001, max: 1000 }),
    target: readTarget(
      values.target ?? `http://127.0.0.1:${environment['PORT'] ?? '5000'}/api/webhooks/mango`,
    ),
    key: values.key ?? null,
    salt: values.salt ?? null,
    durationSeconds: values.duration === undefined ? null : number('duration', 0, { min: 1, max: 1_000_000 }),
    shuffleSeconds: number('shuffle', 0, { min: 0, max: 60 }),
    duplicates: number('duplicates', 0, { min: 0, max: 1 }),
    drop: number('drop', 0, { min: 0, max: 1 }),
    strings: values.strings === true,
    numbers: readList('numbers', values.numbers, DEFAULT_LINES),
    extensions: readList('extensions', values.extensions, DEFAULT_EXTENSIONS),
    speed: number('speed', 1, { min: 0.1, max: 1000 }),
    meanTalkSeconds: number('talk', DEFAULT_TALK_SECONDS, { min: 5, max: 3600 }),
    seed: number('seed', Date.now() % 1_000_000_007, { min: 0, max: 4_294_967_295 }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(
  name: string,
  given: { value: string | boolean | undefined; fallback: number; limits: Limits },
): number {
  const { value, fallback, limits } = given;
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isFinite(number) && number >= limits.min && number <= limits.max) return number;
  throw new UsageError(
    `--${name} is "${String(value)}": a number from ${String(limits.min)} to ${String(limits.max)} is needed`,
  );
}

function readTarget(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new UsageError(`--target is "${value}": an http:// or https:// address is needed`);
  return value.replace(/\/+$/, '');
}

function readList(name: string, value: string | undefined, fallback: readonly string[]): readonly string[] {
  if (value === undefined) return fallback;
  const items = value
    .split(',')
    .map((item) => item.trim().replace(/^\+/, ''))
    .filter(Boolean);
  if (items.length === 0) throw new UsageError(`--${name} is empty`);
  return items;
}
