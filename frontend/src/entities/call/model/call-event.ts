import type { LiveEventMap } from '@/shared/api';
import type { Call, RingBrief } from './call';

export type CallEventType = 'call.ringing' | 'call.connected' | 'call.updated' | 'call.ended';

export const callEventTypes = [
  'call.ringing',
  'call.connected',
  'call.updated',
  'call.ended',
] as const satisfies readonly CallEventType[];

/** What an event of a call tells. `brief` and `ringingOperatorIds` are null where the event does not speak of them. */
export interface CallNews {
  type: CallEventType;
  at: string;
  call: Call;
  brief: RingBrief | null;
  /** Employees whose phones ring for it now. */
  ringingOperatorIds: readonly number[] | null;
}

/** Reads the data of a live event; null when it is not of the shape this version knows. */
export function readCallNews(type: CallEventType, data: LiveEventMap[CallEventType]): CallNews | null {
  const { at, call, brief, ringingOperatorIds } = data;
  if (!isCall(call)) return null;
  return {
    type,
    at,
    call,
    brief: isBrief(brief) ? brief : null,
    ringingOperatorIds: Array.isArray(ringingOperatorIds)
      ? ringingOperatorIds.filter((id): id is number => typeof id === 'number')
      : null,
  };
}

/** The server wrote it by the contract; this only tells its kind from another. */
function isCall(value: unknown): value is Call {
  return isRecord(value) && typeof value['id'] === 'number' && typeof value['status'] === 'string';
}

function isBrief(value: unknown): value is RingBrief {
  return isRecord(value) && typeof value['callId'] === 'number' && Array.isArray(value['reasons']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
