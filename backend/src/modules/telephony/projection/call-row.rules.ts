import { isErasedPhone } from '../../../platform/erased-phone.js';
import { normaliseClientPhone, normaliseLine } from '../../../platform/phone.js';
import type { CallConclusion, Leg, OperatorRef, Recording } from '../mango/index.js';

/** What telephony says of a call, in the columns of `call` (`api.md`, "From Mango's conclusion to a call row"). */
export interface CallColumns {
  readonly entryId: string;
  readonly phoneClient: string | null;
  readonly phoneAts: string | null;
  readonly dateCreate: Date;
  readonly operatorId: number | null;
  readonly finalOperatorId: number | null;
  readonly status: CallConclusion['status'];
  readonly missedReason: CallConclusion['missedReason'];
  readonly direction: CallConclusion['direction'];
  readonly talkSeconds: number | null;
  readonly waitSeconds: number | null;
  readonly ringSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly hangupBy: string | null;
  readonly disconnectReason: number | null;
  readonly groupExtension: string | null;
  readonly transfer: string | null;
  readonly dtmf: readonly string[];
  readonly missedBy: readonly number[];
  readonly queuedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly isFinal: boolean;
  readonly hasOpenLeg: boolean;
  readonly hasRecording: boolean;
}

export type OperatorIdOf = (ref: OperatorRef | null) => number | null;

export interface RowContext {
  readonly operatorIdOf: OperatorIdOf;
  /** Stands in for the call's beginning when no event bears a time. */
  readonly firstReceivedAt: Date;
}

export function toCallColumns(
  call: CallConclusion,
  { operatorIdOf, firstReceivedAt }: RowContext,
): CallColumns {
  const phoneClient = call.clientNumber === null ? null : normaliseClientPhone(call.clientNumber);
  return {
    entryId: call.entryId,
    phoneClient,
    phoneAts: call.line === null ? null : normaliseLine(call.line),
    dateCreate: call.startedAt ?? firstReceivedAt,
    operatorId: operatorIdOf(call.operator),
    finalOperatorId: operatorIdOf(call.finalOperator),
    status: call.status,
    missedReason: call.missedReason,
    direction: call.direction,
    talkSeconds: call.talkSeconds,
    waitSeconds: call.waitSeconds,
    ringSeconds: call.ringSeconds,
    holdSeconds: call.holdSeconds,
    hangupBy: call.hangupBy,
    disconnectReason: call.disconnectReason,
    groupExtension: call.groupExtension,
    transfer: call.transfer,
    dtmf: call.dtmf,
    missedBy: [...new Set(call.missedBy.flatMap((ref) => operatorIdOf(ref) ?? []))],
    queuedAt: call.queuedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    isFinal: call.isFinal,
    hasOpenLeg: call.hasOpenLeg,
    hasRecording: call.hasRecording && !isErasedPhone(phoneClient),
  };
}

export type LegStatus = 'started' | 'answered' | 'held' | 'completed';

/** A leg in the columns of `mango`. */
export interface LegColumns {
  readonly callId: string;
  readonly kind: Leg['kind'];
  readonly status: LegStatus;
  readonly phoneNumber: string | null;
  readonly extension: string | null;
  readonly operatorId: number | null;
  readonly appearedAt: Date | null;
  readonly connectedAt: Date | null;
  readonly disconnectedAt: Date | null;
  readonly duration: number | null;
  readonly holdSeconds: number;
  readonly disconnectReason: number | null;
  readonly mangoData: LegData;
}

/** The leg's further facts, kept as JSON. */
export type LegData = Pick<
  Leg,
  'sip' | 'number' | 'acdGroup' | 'takenFrom' | 'transfer' | 'commandId' | 'holds'
>;

const LEG_STATUS: Readonly<Record<Leg['state'], LegStatus>> = {
  appeared: 'started',
  connected: 'answered',
  on_hold: 'held',
  disconnected: 'completed',
};

/** `isOver`: the summary has come, so a leg whose end was not heard of has ended too. */
export function toLegColumns(
  leg: Leg,
  { operatorIdOf, isOver }: { operatorIdOf: OperatorIdOf; isOver: boolean },
): LegColumns {
  const { sip, number, acdGroup, takenFrom, transfer, commandId, holds } = leg;
  return {
    callId: leg.callId,
    kind: leg.kind,
    status: isOver ? 'completed' : LEG_STATUS[leg.state],
    phoneNumber: number === null ? sip : (normaliseClientPhone(number) ?? number),
    extension: leg.extension,
    operatorId: leg.kind === 'abonent' ? operatorIdOf({ extension: leg.extension, sip }) : null,
    appearedAt: leg.appearedAt,
    connectedAt: leg.connectedAt,
    disconnectedAt: leg.disconnectedAt,
    duration: leg.talkSeconds,
    holdSeconds: leg.holdSeconds,
    disconnectReason: leg.disconnectReason,
    mangoData: { sip, number, acdGroup, takenFrom, transfer, commandId, holds },
  };
}

export type RecordingState = 'started' | 'announced' | 'discarded' | 'erased';

/** A recording as telephony tells of it; whether its audio is here is not telephony's to say. */
export interface RecordingColumns {
  readonly recordingId: string;
  readonly state: RecordingState;
  readonly extension: string | null;
  readonly startedAt: Date | null;
}

function recordingStateOf({ isStored, isDiscarded }: Recording): RecordingState {
  if (isStored) return 'announced';
  return isDiscarded ? 'discarded' : 'started';
}

export const toRecordingColumns = (recording: Recording): RecordingColumns => ({
  recordingId: recording.recordingId,
  state: recordingStateOf(recording),
  extension: recording.extension,
  startedAt: recording.startedAt,
});
