import { CALL_STATUSES, type CallDirection, type CallStatus } from './call-view.contract.js';

const MISSED = ['missed_ivr', 'missed_queue', 'missed_ringing', 'missed_schedule'];

/** Columns of the day totals by direction and status; what cannot be (an outbound `missed`) has none. */
const COLUMNS: Readonly<Record<CallDirection, Readonly<Partial<Record<CallStatus, readonly string[]>>>>> = {
  inbound: {
    new: ['inbound_new'],
    in_progress: ['inbound_in_progress'],
    answered: ['inbound_answered'],
    missed: MISSED,
  },
  outbound: {
    new: ['outbound_new'],
    in_progress: ['outbound_in_progress'],
    answered: ['outbound_answered'],
    busy: ['outbound_busy'],
    no_answer: ['outbound_no_answer'],
  },
  internal: {
    new: ['internal_new'],
    in_progress: ['internal_in_progress'],
    answered: ['internal_answered'],
    busy: ['internal_busy'],
    no_answer: ['internal_no_answer'],
  },
};

interface Kind {
  readonly direction?: CallDirection | undefined;
  readonly status?: CallStatus | undefined;
}

/** The columns whose sum counts calls of a direction and status; without a direction internal calls are left out. */
export function columnsOf({ direction, status }: Kind): string[] {
  const directions: readonly CallDirection[] = direction ? [direction] : ['inbound', 'outbound'];
  const statuses = status ? [status] : CALL_STATUSES;
  return directions.flatMap((each) => statuses.flatMap((one) => COLUMNS[each][one] ?? []));
}
