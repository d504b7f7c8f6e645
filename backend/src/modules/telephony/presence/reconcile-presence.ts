import type { Sql } from '../../../platform/db/database.js';
import { findPresent, findTalking, lockPresence } from './presence.repository.js';
import { stepByCalls, WRAP_UP_SECONDS, type CallStep } from './presence.rules.js';

/** Moves a person's presence, closes the interval of the former state and tells open pages; in the transaction of `sql`. */
export type TakePresenceStep = (
  sql: Sql,
  person: { organizationId: number; operatorId: number },
  change: { step: { kind: CallStep }; setBy: 'system' },
) => Promise<unknown>;

export interface PresenceWork {
  readonly organizationId: number;
  readonly operatorIds: readonly number[];
  readonly takeStep: TakePresenceStep;
}

/** Brings the states of work of these people in line with the legs as they stand; repeating it changes nothing. */
export async function reconcilePresence(
  sql: Sql,
  { organizationId, operatorIds, takeStep }: PresenceWork,
): Promise<void> {
  if (operatorIds.length === 0) return;
  const present = await findPresent(sql, organizationId, operatorIds);
  if (present.length === 0) return;
  const rows = await lockPresence(sql, organizationId, present);
  const talking = await findTalking(sql, organizationId);
  for (const { id, statusWork } of rows) {
    const kind = stepByCalls(statusWork, talking.has(id));
    if (kind !== null)
      await takeStep(sql, { organizationId, operatorId: id }, { step: { kind }, setBy: 'system' });
  }
}

/** Ends the paperwork of those whose time is over by `at` and who have not gone on by themselves. */
export async function endWrapUps(
  sql: Sql,
  { organizationId, operatorIds, takeStep }: PresenceWork,
  at: Date,
): Promise<void> {
  const rows = await lockPresence(sql, organizationId, operatorIds);
  for (const { id, statusWork, statusWorkSince } of rows) {
    const seconds = (at.getTime() - statusWorkSince.getTime()) / 1000;
    if (statusWork !== 'wrap_up' || seconds < WRAP_UP_SECONDS) continue;
    await takeStep(
      sql,
      { organizationId, operatorId: id },
      { step: { kind: 'wrap_up_ended' }, setBy: 'system' },
    );
  }
}
