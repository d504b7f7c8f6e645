import type { CallPlan, Employee } from './call-plan.js';

/** Turns seconds from the start of the call into unix seconds. */
export type TimeOf = (at: number) => number;

/** One request of Mango: what it says, and when, in seconds from the start of the call. */
export interface Step {
  readonly at: number;
  /** Below the address of events: `events/call`. */
  readonly path: string;
  readonly body: (timeOf: TimeOf) => Readonly<Record<string, unknown>>;
}

/** What a call was meant to be; the CRM should conclude the same. */
export interface Intended {
  readonly direction: 'inbound' | 'outbound';
  readonly status: 'answered' | 'missed' | 'busy' | 'no_answer';
  readonly missedReason: 'ivr' | 'queue' | 'ringing' | 'operator' | null;
  /** Who answered first, or who calls. */
  readonly operator: string | null;
  readonly finalOperator: string | null;
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly transfer: 'blind' | 'consultative' | null;
  readonly recordings: number;
}

/** A recording that will be asked for. */
export interface ScriptedRecording {
  readonly recordingId: string;
  readonly seconds: number;
}

export interface CallScript {
  readonly name: string;
  readonly plan: CallPlan;
  readonly steps: readonly Step[];
  readonly intended: Intended;
  readonly recordings: readonly ScriptedRecording[];
  /** When it is over for everybody, in seconds from its start. */
  readonly endsAt: number;
  /** Employees whose phones are busy with it. */
  readonly engaged: readonly Employee[];
}

type State = 'Appeared' | 'Connected' | 'OnHold' | 'Disconnected';
type Fields = Readonly<Record<string, unknown>>;

interface LegParties {
  readonly from: Fields;
  readonly to: Fields;
  readonly extra?: Fields;
}

export interface LegWriter {
  readonly callId: string;
  /** Adds the leg's next state; `change` replaces parts of its parties. */
  say(at: number, state: State, change?: Partial<LegParties>): void;
}

export interface ScriptWriter {
  readonly steps: Step[];
  readonly recordings: ScriptedRecording[];
  leg(location: 'ivr' | 'queue' | 'abonent', parties: LegParties): LegWriter;
  /** Any other event; `body` gets the clock. */
  tell(at: number, path: string, body: Step['body']): void;
  /** A recording of one employee from `start` to `end`; it can be fetched a little later. */
  record(talk: RecordedTalk): void;
  summary(summary: SummaryFacts): void;
}

export interface RecordedTalk {
  readonly leg: LegWriter;
  readonly employee: Employee;
  readonly start: number;
  readonly end: number;
}

export interface SummaryFacts {
  /** 1 inbound, 2 outbound. */
  readonly direction: 1 | 2;
  readonly from: Fields;
  readonly to: Fields;
  readonly forwardAt: number | null;
  readonly talkAt: number | null;
  readonly endAt: number;
  readonly reason: number;
}

/** Under this many seconds Mango keeps no recording (code 4002). */
const SHORTEST_KEPT_SECONDS = 3;

export const employeeParty = ({ extension, sip }: Employee): Fields => ({ extension, number: sip });
export const clientParty = ({ client }: CallPlan): Fields => (client === null ? {} : { number: client });

export function createScriptWriter(plan: CallPlan): ScriptWriter {
  const { ids } = plan;
  const entry = { entry_id: ids.entryId };
  const steps: Step[] = [];
  const recordings: ScriptedRecording[] = [];
  const tell: ScriptWriter['tell'] = (at, path, body) => {
    steps.push({ at, path, body: (timeOf) => ({ ...entry, ...body(timeOf) }) });
  };

  return {
    ...{ steps, recordings, tell },
    leg: (location, parties) => createLeg({ tell, callId: ids.nextLeg(location), location, parties }),
    record: (talk) => {
      const recording = tellRecording(plan, tell, talk);
      if (recording) recordings.push(recording);
    },
    summary: (facts) => {
      tellSummary(plan, tell, facts);
    },
  };
}

interface NewLeg {
  readonly tell: ScriptWriter['tell'];
  readonly callId: string;
  readonly location: string;
  readonly parties: LegParties;
}

function createLeg({ tell, callId, location, parties }: NewLeg): LegWriter {
  let seq = 0;
  return {
    callId,
    say: (at, state, change = {}) => {
      seq += 1;
      const now = { ...parties, ...change };
      const facts = { call_id: callId, seq, call_state: state, location, from: now.from, to: now.to };
      tell(at, 'events/call', (timeOf) => ({
        ...facts,
        timestamp: timeOf(at),
        dct: { type: 0 },
        ...now.extra,
      }));
    },
  };
}

/** Null when the talk was too short to be kept. */
function tellRecording(
  { ids, random }: CallPlan,
  tell: ScriptWriter['tell'],
  { leg, employee, start, end }: RecordedTalk,
): ScriptedRecording | null {
  const id = { recording_id: ids.nextRecording() };
  const about = { ...id, call_id: leg.callId, extension: employee.extension };
  const isKept = end - start >= SHORTEST_KEPT_SECONDS;
  const result = isKept ? { completion_code: 1000, recipient: 'Cloud' } : { completion_code: 4002 };
  const began = { ...about, recording_state: 'Started', seq: 1 };
  const ended = { ...about, recording_state: 'Completed', seq: 2, ...result };
  tell(start, 'events/recording', (timeOf) => ({ ...began, timestamp: timeOf(start) }));
  tell(end, 'events/recording', (timeOf) => ({ ...ended, timestamp: timeOf(end) }));
  if (!isKept) return null;
  const readyAt = end + random.integer(3, 25);
  const owner = { product_id: ids.productId, user_id: 400_010_000 + Number(employee.extension) };
  tell(readyAt, 'events/record/added', (timeOf) => ({ ...id, ...owner, timestamp: timeOf(readyAt) }));
  return { recordingId: id.recording_id, seconds: end - start };
}

function tellSummary({ line }: CallPlan, tell: ScriptWriter['tell'], summary: SummaryFacts): void {
  const { direction, from, to, forwardAt, talkAt, endAt, reason } = summary;
  const result = talkAt === null ? 0 : 1;
  const facts = { call_direction: direction, from, to, line_number: line, entry_result: result };
  tell(endAt, 'events/summary', (timeOf) => ({
    ...facts,
    create_time: timeOf(0),
    forward_time: forwardAt === null ? 0 : timeOf(forwardAt),
    talk_time: talkAt === null ? 0 : timeOf(talkAt),
    end_time: timeOf(endAt),
    disconnect_reason: reason,
  }));
}
