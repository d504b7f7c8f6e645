import type { Direction, LegKind, LegState, TransferKind } from './event-types.js';

export type CallStatus = 'new' | 'in_progress' | 'answered' | 'missed' | 'busy' | 'no_answer';

export type MissedReason = 'ivr' | 'queue' | 'ringing' | 'schedule' | 'operator';

/** An employee as the telephony names him; match by extension, else by SIP address. At least one is set. */
export interface OperatorRef {
  extension: string | null;
  sip: string | null;
}

export interface Hold {
  /** Null when its event bore no time. */
  startedAt: Date | null;
  /** Null while it lasts, or when its end has not been heard of. */
  endedAt: Date | null;
}

/** One attempt to reach one place: the menu, a queue, or one employee's (outbound: the client's) phone. */
export interface Leg {
  callId: string;
  kind: LegKind;
  /** The employee's side of the leg. */
  extension: string | null;
  sip: string | null;
  /** The device's number when it is not a SIP address, raw. */
  number: string | null;
  acdGroup: string | null;
  /** `callId` of the leg the caller came from; it may never have been seen. */
  takenFrom: string | null;
  transfer: TransferKind | null;
  commandId: string | null;
  state: LegState;
  appearedAt: Date | null;
  connectedAt: Date | null;
  disconnectedAt: Date | null;
  disconnectReason: number | null;
  holds: Hold[];
  holdSeconds: number;
  /** Talk with the client, holds and consultations left out; null while the leg is connected. */
  talkSeconds: number | null;
}

/**
 * `recording`: goes on. `finished`: ended, and where it is kept has not been told. `stored`: ended, kept in the vendor's
 * cloud. `ready`: the file can be fetched. `discarded`: ended with nothing to fetch.
 */
export type RecordingState = 'recording' | 'finished' | 'stored' | 'ready' | 'discarded';

export interface Recording {
  recordingId: string;
  state: RecordingState;
  /** The vendor keeps, or will keep, a file of it. */
  isStored: boolean;
  isDiscarded: boolean;
  isTagged: boolean;
  /** Leg on which the recording stands now. */
  callId: string | null;
  /** The recorded employee. */
  extension: string | null;
  /** The vendor's user id of him, known once the recording is ready. */
  userId: string | null;
  completionCode: number | null;
  startedAt: Date | null;
  completedAt: Date | null;
  readyAt: Date | null;
}

/** What the events of one entry say about the call (`api.md`, "From Mango's conclusion to a call row"). */
export interface CallConclusion {
  entryId: string;
  direction: Direction;
  /** Raw digits; null when hidden, a SIP address, or the call is internal. */
  clientNumber: string | null;
  /** The company line as the vendor writes it: digits or a SIP line. */
  line: string | null;
  status: CallStatus;
  missedReason: MissedReason | null;
  /** Inbound: who answered first. Outbound: who calls. Internal: who was called. */
  operator: OperatorRef | null;
  /** Who talked last; the operator himself when nobody took over. */
  finalOperator: OperatorRef | null;
  /** Internal and outbound calls: the employee who dialled, when known. */
  caller: OperatorRef | null;
  /** Employees at whom a missed inbound call rang, in order. */
  missedBy: OperatorRef[];
  /** Extensions at which an inbound or internal call rang, in order, whatever came of it. */
  ringingExtensions: string[];
  groupExtension: string | null;
  transfer: TransferKind | null;
  /** From answer to end, holds and transfers included; 0 without a talk; null until the call has ended. */
  talkSeconds: number | null;
  /** Inbound: from arrival to answer, or to the end; null while it rings, and for other directions. */
  waitSeconds: number | null;
  /** From the first ring of a phone (outbound: the client's) to the answer, or to the last phone's silence. */
  ringSeconds: number | null;
  holdSeconds: number;
  hangupBy: 'caller' | 'callee' | null;
  disconnectReason: number | null;
  dtmf: string[];
  /** Inbound: when the wait for a person began, the menu left out; null when it never did. */
  queuedAt: Date | null;
  /** Null only when no event bears a time. */
  startedAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** The summary has been seen: the status will not go back. */
  isFinal: boolean;
  /** What the call was ended by; null while it lives. */
  concludedFrom: 'summary' | 'legs' | null;
  /** A leg without its Disconnected, and no summary to overrule it. */
  hasOpenLeg: boolean;
  /** When the last leg closed; null while one is open. */
  lastLegClosedAt: Date | null;
  legs: Leg[];
  recordings: Recording[];
  hasRecording: boolean;
  /** Id of our command that started the call; null when no command did. */
  callbackCommandId: string | null;
}

/** What the events alone cannot tell. */
export interface FoldContext {
  /** End the call by its legs when all are closed and no summary has come: for the timer, 60 s after the last one closed. */
  concludeWithoutSummary?: boolean;
  /** By how much the account's clock runs ahead of UTC; taken off every time. 0 when absent. */
  clockOffsetSeconds?: number;
  /** Ids of our callback commands, when at hand: they tell a callback before its other signs do. */
  callbackCommandIds?: ReadonlySet<string>;
  /** Extensions of our employees, when at hand: they tell an employee from a group in a lone summary. */
  employeeExtensions?: ReadonlySet<string>;
}
