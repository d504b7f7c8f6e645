import type { AnyOperation } from '../../src/platform/http/operation.js';
import type { TestApi } from '../api.js';
import { complaintAbout, namedFields, type RawAnswer, type RawRequest, type SendRaw } from './send-raw.js';
import { SOUND_INPUT, type Sound } from './sound-input.js';
import { toBodyText } from './wrong-values.js';

/** One operation with input that it takes, ready to be asked with something wrong in it. */
export interface Probe {
  readonly operation: AnyOperation;
  readonly sound: Sound;
  readonly send: (change?: Change) => Promise<RawAnswer>;
}

export interface Change {
  /** Of the path, as they stand in it. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The whole query as it stands in the address. */
  readonly query?: string;
  readonly body?: unknown;
  /** The body as text, whatever it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function createProbe(api: TestApi, send: SendRaw, operation: AnyOperation): Promise<Probe> {
  const sound = (await SOUND_INPUT[operation.id]?.(api)) ?? {};
  const token = operation.access === 'public' ? null : await api.tokenOf(sound.as ?? api.owner);
  const usual = {
    ...(token !== null && { Authorization: `Bearer ${token}` }),
    ...(sound.cookie !== undefined && { Cookie: sound.cookie }),
  };
  return {
    operation,
    sound,
    send: (change = {}) => {
      const text = bodyText(sound, change);
      const type = text === undefined ? {} : { 'Content-Type': 'application/json' };
      const request: RawRequest = {
        method: operation.method.toUpperCase(),
        path: pathOf(operation, sound, change),
        headers: { ...usual, ...type, ...change.headers },
        ...(text !== undefined && { body: text }),
      };
      return send(request);
    },
  };
}

const bodyText = (sound: Sound, { text, body = sound.body }: Change): string | undefined =>
  text ?? (body === undefined ? undefined : toBodyText(body));

function pathOf(operation: AnyOperation, sound: Sound, { params, query }: Change): string {
  const given = { ...sound.params, ...params };
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => String(given[name]));
  const text = query ?? new URLSearchParams(sound.query).toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

/** A query with one parameter set to a text as it stands in the address. */
export const queryWith = ({ sound }: Probe, name: string, text: string): string =>
  [
    ...Object.entries(sound.query ?? {})
      .filter(([other]) => other !== name)
      .map(([other, value]) => `${other}=${encodeURIComponent(value)}`),
    `${name}=${text}`,
  ].join('&');

export interface Attempt {
  readonly label: string;
  /** What a 422 must name; null where no field is at fault. */
  readonly field: string | null;
  readonly change: Change;
}

/** Sends every attempt, a few at a time, and tells which were not refused as they should be. */
export async function complaintsOf(probe: Probe, attempts: readonly Attempt[]): Promise<string[]> {
  const waiting = [...attempts];
  const complaints: string[] = [];
  const work = async (): Promise<void> => {
    for (let attempt = waiting.pop(); attempt; attempt = waiting.pop()) {
      const complaint = complaintAboutRefusal(await probe.send(attempt.change), attempt);
      if (complaint) complaints.push(`${attempt.field ?? 'request'}, ${attempt.label}: ${complaint}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return complaints.sort();
}

function complaintAboutRefusal(answer: RawAnswer, { field }: Attempt): string | null {
  const complaint = complaintAbout(answer);
  if (complaint !== null || answer.status !== 422 || field === null) return complaint;
  const named = namedFields(answer);
  const isNamed = named.some((name) => name === field || name.startsWith(`${field}.`));
  return isNamed ? null : `422 names ${named.join(', ')}`;
}
