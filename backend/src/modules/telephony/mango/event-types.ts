/** Where a leg stands: voice menu, waiting line of a group, or an employee (the vendor's spelling). */
export type LegKind = 'ivr' | 'queue' | 'abonent';

export type LegState = 'appeared' | 'connected' | 'on_hold' | 'disconnected';

export type TransferKind = 'consultative' | 'blind' | 'return_blind';

export type Direction = 'inbound' | 'outbound' | 'internal';

/** One side of a leg. `number` is raw: digits without `+`, a SIP address, or whatever the vendor wrote; null when hidden. */
export interface Party {
  extension: string | null;
  number: string | null;
  lineNumber: string | null;
  acdGroup: string | null;
  takenFromCallId: string | null;
  wasTransferred: boolean;
  holdInitiator: boolean;
}

interface EventBase {
  /** Two events with one key are the same fact told twice; null when the vendor gave nothing to tell by. */
  key: string | null;
  /** The call the event belongs to; null when it names none. */
  entryId: string | null;
}

interface CallEventBase extends EventBase {
  key: string;
  entryId: string;
}

/** `events/call`: a leg changed its state. All times of events are unix seconds as the vendor wrote them. */
export interface CallEvent extends CallEventBase {
  kind: 'call';
  callId: string;
  /** Counts the notifications of this leg, from 1; gaps happen. */
  seq: number;
  timestamp: number | null;
  /** Null for a state we do not know. */
  state: LegState | null;
  /** Null when the event does not say. */
  location: LegKind | null;
  from: Party;
  to: Party;
  transfer: TransferKind | null;
  disconnectReason: number | null;
  callTracking: { type: number | null; number: string | null } | null;
  sipCallId: string | null;
  commandId: string | null;
  taskId: string | null;
  callbackInitiator: string | null;
}

/** `events/summary`: the final totals of a call. A time is null when absent or 0, but see `talkTime`. */
export interface SummaryEvent extends CallEventBase {
  kind: 'summary';
  direction: Direction | null;
  from: Party;
  to: Party;
  lineNumber: string | null;
  createTime: number | null;
  forwardTime: number | null;
  /** 0 says that nobody talked; null that the summary does not tell. */
  talkTime: number | null;
  endTime: number | null;
  entryResult: number | null;
  disconnectReason: number | null;
}

/** `events/recording`: state of a recording process. */
export interface RecordingEvent extends EventBase {
  kind: 'recording';
  key: string;
  recordingId: string;
  seq: number;
  state: 'started' | 'continued' | 'completed' | null;
  callId: string | null;
  extension: string | null;
  timestamp: number | null;
  completionCode: number | null;
  recipient: 'cloud' | 'mail' | 'cloudAndMail' | null;
  commandId: string | null;
}

/** `events/record/added` (the file can be fetched) and `events/record/tagged` (its topics can). */
export interface RecordEvent extends EventBase {
  kind: 'record_added' | 'record_tagged';
  key: string;
  recordingId: string;
  /** The vendor's user id, not an extension; null when the recording belongs to nobody. */
  userId: string | null;
  timestamp: number | null;
}

/** `events/dtmf`: digits a caller typed in the voice menu. */
export interface DtmfEvent extends EventBase {
  kind: 'dtmf';
  key: string;
  callId: string;
  seq: number;
  digits: string;
  timestamp: number | null;
}

/** `events/sms`: what became of a message; 1000 is delivered, 43xx is not. */
export interface SmsEvent extends EventBase {
  kind: 'sms';
  commandId: string | null;
  reason: number | null;
  timestamp: number | null;
}

/** `result/*`: outcome of a command of ours. */
export interface ResultEvent extends EventBase {
  kind: 'result';
  /** What follows `result/`: `callback`, `call/hangup`, `stat`… */
  command: string;
  commandId: string | null;
  /** 1000 is accepted; other codes are the vendor's list of results. */
  code: number | null;
  /** Only of `result/stat`. */
  statKey: string | null;
  requestId: string | null;
}

/** A kind of event we make no use of. */
export interface OtherEvent extends EventBase {
  kind: 'other';
  path: string;
}

export type MangoEvent =
  CallEvent | SummaryEvent | RecordingEvent | RecordEvent | DtmfEvent | SmsEvent | ResultEvent | OtherEvent;
