import { createHash } from 'node:crypto';
import { createDelivery, type Credentials } from './delivery.js';
import { synthesizeTalk } from './audio.js';
import type { Employee } from './calls/call-plan.js';
import { createClients, GROUP } from './default-cast.js';
import { startMangoApi, type MangoApi, type RecordingAnswer } from './mango-api/mango-api.js';
import { createRandom, type Random } from './random.js';
import { createReport, type Report } from './report.js';
import { createSimulator, type Simulator } from './simulator.js';
import { DEFAULT_RATE, DEFAULT_TALK_SECONDS } from './simulate-options.js';

/** Who plays in the demo. */
export interface DemoCast {
  readonly employees: readonly Employee[];
  readonly lines: readonly string[];
  /** Digits of clients who are known already. */
  readonly clients: readonly string[];
}

export interface DemoSimulatorOptions {
  readonly target: string;
  readonly credentials: Credentials;
  readonly cast: DemoCast;
  readonly seed: number;
  readonly rate?: number;
  readonly speed?: number;
}

export interface DemoSimulator {
  readonly api: MangoApi;
  readonly simulator: Simulator;
  readonly report: Report;
  stop(): Promise<void>;
}

/** Recordings that can still be fetched; a talk of a minute is half a megabyte, made when it is asked for. */
const MOST_RECORDINGS = 2000;
const NOT_FOUND = 3320;

/** Mango Office for the demo: calls that ring, and an API of its own that gives their recordings and takes commands. */
export async function startDemoSimulator(options: DemoSimulatorOptions): Promise<DemoSimulator> {
  const { target, credentials, cast, rate = DEFAULT_RATE, speed = 1 } = options;
  const random = createRandom(options.seed);
  const recordings = createRecordings();
  const knobs = { shuffleSeconds: 0, duplicates: 0.02, drop: 0, strings: false };
  const delivery = createDelivery({ target, ...credentials, random, ...knobs });
  const simulator = createSimulator({
    cast: { ...cast, group: GROUP, nextClient: createClients(random, cast.clients) },
    ...{ delivery, random, rate, speed, meanTalkSeconds: DEFAULT_TALK_SECONDS },
    onCall: (script) => {
      for (const { recordingId, seconds } of script.recordings)
        recordings.add(recordingId, Math.ceil(seconds / speed));
    },
  });
  const api = await startMangoApi({
    credentials: () => credentials,
    recording: recordings.find,
    command: (name, fields) => obey(name, fields, { simulator, cast, random }),
  });
  return {
    api,
    simulator,
    report: createReport(simulator, delivery),
    stop: async () => {
      simulator.stop();
      simulator.abandon();
      await api.close();
    },
  };
}

function createRecordings() {
  const seconds = new Map<string, number>();
  return {
    add: (recordingId: string, length: number): void => {
      seconds.set(recordingId, length);
      const [oldest] = seconds.keys();
      if (seconds.size > MOST_RECORDINGS && oldest !== undefined) seconds.delete(oldest);
    },
    find: (recordingId: string): RecordingAnswer => {
      const length = seconds.get(recordingId);
      if (length === undefined) return { code: NOT_FOUND };
      return { contentType: 'audio/wav', body: synthesizeTalk(length, hashOf(recordingId)) };
    },
  };
}

const hashOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE(0);

interface Stage {
  readonly simulator: Simulator;
  readonly cast: DemoCast;
  readonly random: Random;
}

const ACCEPTED = 1000;
const BAD_PARAMETERS = 3100;

/** A callback rings; every other command is accepted and changes nothing. */
function obey(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  { simulator, cast, random }: Stage,
): number {
  if (name !== 'callback') return ACCEPTED;
  const { extension } = toRecord(fields['from']);
  const employee = cast.employees.find((one) => one.extension === toText(extension));
  const client = toText(fields['to_number']).replace(/\D/g, '');
  if (!employee || client === '') return BAD_PARAMETERS;
  const commandId = toText(fields['command_id']);
  const outcome = random.weighted([
    ['callback_answered', 6],
    ['callback_no_answer', 2],
    ['callback_busy', 1],
  ] as const);
  simulator.play(outcome, { employees: [employee], client, commandId });
  return ACCEPTED;
}

const toText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const toRecord = (value: unknown): { readonly extension?: unknown } =>
  typeof value === 'object' && value !== null ? value : {};
