import { createHash } from 'node:crypto';
import type { Random } from './random.js';

export interface Credentials {
  readonly apiKey: string;
  readonly apiSalt: string;
}

export interface DeliveryOptions extends Credentials {
  /** Address of events without a slash at its end: `http://127.0.0.1:5000/api/webhooks/mango`. */
  readonly target: string;
  readonly random: Random;
  /** Each event is late by up to this many seconds, so that they overtake each other. */
  readonly shuffleSeconds: number;
  /** Share of events that are sent twice. */
  readonly duplicates: number;
  /** Share of events that are never sent. */
  readonly drop: number;
  /** Numbers are written as texts. */
  readonly strings: boolean;
}

/** Figures of what went out since the last time they were taken. */
export interface DeliveryFigures {
  readonly sent: number;
  readonly failed: number;
  /** Milliseconds until the answer. */
  readonly answerMs: { readonly p50: number; readonly p95: number };
}

export interface Delivery {
  /** Sends one event, as often as the knobs say, and does not wait for the answer. */
  readonly send: (path: string, body: object) => void;
  /** True while the target does not answer; no new calls should be begun. */
  readonly isDown: () => boolean;
  readonly takeFigures: () => DeliveryFigures;
  /** Set once the target has refused our signature: nothing more will be accepted. */
  readonly refusal: () => string | null;
  /** Resolves when nothing is under way any more. */
  readonly idle: () => Promise<void>;
}

const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const MOST_TRIES = 8;

/** Mango's signature: SHA-256 over key, text and salt. */
export const signatureOf = (json: string, { apiKey, apiSalt }: Credentials): string =>
  createHash('sha256')
    .update(apiKey + json + apiSalt, 'utf8')
    .digest('hex');

/** Every number of an event as a text, as some installations write them. */
export const withStrings = (body: object): object =>
  JSON.parse(JSON.stringify(body), (_, value: unknown) =>
    typeof value === 'number' ? String(value) : value,
  ) as object;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createDelivery(options: DeliveryOptions): Delivery {
  const { random } = options;
  const underWay = new Set<Promise<void>>();
  const poster = createPoster(options);

  const later = (ms: number, path: string, json: string): void => {
    const delivered = sleep(ms).then(() => poster.deliver(path, json));
    underWay.add(delivered);
    void delivered.finally(() => underWay.delete(delivered));
  };

  return {
    send: (path, body) => {
      if (random.chance(options.drop)) return;
      const json = JSON.stringify(options.strings ? withStrings(body) : body);
      const copies = random.chance(options.duplicates) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1)
        later(random.next() * options.shuffleSeconds * 1000, path, json);
    },
    isDown: poster.isDown,
    takeFigures: poster.takeFigures,
    refusal: poster.refusal,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Posts one event until it is taken, with growing pauses. */
function createPoster(options: DeliveryOptions) {
  const { target } = options;
  const figures = createFigures();
  let failuresInRow = 0;
  let refusal: string | null = null;

  const post = async (path: string, json: string): Promise<boolean> => {
    const form = new URLSearchParams({
      vpbx_api_key: options.apiKey,
      sign: signatureOf(json, options),
      json,
    });
    const startedAt = performance.now();
    const request = { method: 'POST', body: form, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(`${target}/${path}`, request);
    await response.arrayBuffer();
    if (response.status === 403) refusal = `${target} refuses the signature: check the key and the salt`;
    if (response.ok) figures.answered(performance.now() - startedAt);
    return response.ok;
  };

  const deliver = async (path: string, json: string): Promise<void> => {
    for (let attempt = 0; attempt < MOST_TRIES && refusal === null; attempt += 1) {
      const isTaken = await post(path, json).catch(() => false);
      failuresInRow = isTaken ? 0 : failuresInRow + 1;
      if (isTaken) return;
      figures.failed();
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS));
    }
  };

  return { deliver, takeFigures: figures.take, isDown: () => failuresInRow > 2, refusal: () => refusal };
}

function createFigures() {
  let times: number[] = [];
  let failed = 0;
  return {
    answered: (ms: number): void => {
      times.push(ms);
    },
    failed: (): void => {
      failed += 1;
    },
    take: (): DeliveryFigures => {
      const sorted = times.toSorted((one, other) => one - other);
      const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
      const taken = { sent: sorted.length, failed, answerMs: { p50: at(0.5), p95: at(0.95) } };
      times = [];
      failed = 0;
      return taken;
    },
  };
}
