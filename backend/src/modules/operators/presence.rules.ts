import type { CHOSEN_STATUS_WORK } from './operators.contract.js';

/** What a person sets himself. */
export type ChosenStatusWork = (typeof CHOSEN_STATUS_WORK)[number];
export type StatusWork = ChosenStatusWork | 'on_call' | 'wrap_up';

export interface Presence {
  readonly statusWork: StatusWork;
  /** What follows the call and its wrap-up, chosen in advance; null: what was before the call. */
  readonly statusWorkNext: ChosenStatusWork | null;
}

/** What happens to a person's presence. */
export type PresenceStep =
  | { readonly kind: 'chosen'; readonly statusWork: ChosenStatusWork }
  | { readonly kind: 'call_started' | 'call_ended' | 'wrap_up_ended' | 'signed_off' };

/** Presence after a step; `before` is the last state he was in that was no call. */
export function afterStep(presence: Presence, step: PresenceStep, before: ChosenStatusWork): Presence {
  const { statusWork, statusWorkNext } = presence;
  switch (step.kind) {
    case 'chosen':
      return statusWork === 'on_call'
        ? { statusWork, statusWorkNext: step.statusWork }
        : { statusWork: step.statusWork, statusWorkNext: null };
    case 'call_started':
      return { statusWork: 'on_call', statusWorkNext };
    case 'call_ended':
      return statusWork === 'on_call' ? { statusWork: 'wrap_up', statusWorkNext } : presence;
    case 'wrap_up_ended':
      return statusWork === 'wrap_up'
        ? { statusWork: statusWorkNext ?? before, statusWorkNext: null }
        : presence;
    case 'signed_off':
      return { statusWork: 'offline', statusWorkNext: null };
  }
}
