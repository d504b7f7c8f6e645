import {
  isFinal,
  isRefusal,
  ORDER_STATUSES,
  type OrderChange,
  type OrderRow,
  type OrderStatus,
} from './order-values.js';

/** As whom a person moves an order: its own master, an operator, or a manager (admins and owners with him). */
export type Party = 'master' | 'operator' | 'manager';

const EVERYONE: readonly Party[] = ['master', 'operator', 'manager'];
const OFFICE: readonly Party[] = ['operator', 'manager'];
const FIELD: readonly Party[] = ['master', 'manager'];
const MANAGER: readonly Party[] = ['manager'];

/** Who may lead an order from one status to another; what is not here nobody may. */
const TRANSITIONS: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderStatus, readonly Party[]>>>>> = {
  new: { assigned: FIELD, refused: OFFICE, not_an_order: OFFICE },
  assigned: { new: EVERYONE, on_the_way: FIELD, in_progress: MANAGER, refused: OFFICE, not_an_order: OFFICE },
  on_the_way: { new: MANAGER, assigned: MANAGER, in_progress: FIELD, refused: FIELD, not_an_order: MANAGER },
  in_progress: { workshop: FIELD, completed: FIELD, refused: FIELD, not_an_order: MANAGER },
  workshop: { completed: FIELD, refused: FIELD, not_an_order: MANAGER },
  completed: { refused: MANAGER, not_an_order: MANAGER },
  refused: { new: MANAGER, completed: MANAGER, not_an_order: MANAGER },
  not_an_order: { new: MANAGER, completed: MANAGER, refused: MANAGER },
};

const NEEDS_MASTER: ReadonlySet<OrderStatus> = new Set([
  'assigned',
  'on_the_way',
  'in_progress',
  'workshop',
  'completed',
]);
/** Statuses in which the master may still be changed. */
const MASTER_IS_OPEN: ReadonlySet<OrderStatus> = new Set(['new', 'assigned', 'on_the_way']);

export type Verdict = 'allowed' | 'forbidden' | 'illegal';

/** Whether a party may make a step: `illegal` when nobody may, `forbidden` when others may. */
export function judgeStep(party: Party | null, from: OrderStatus, to: OrderStatus): Verdict {
  const parties = TRANSITIONS[from][to];
  if (!parties) return 'illegal';
  return party !== null && parties.includes(party) ? 'allowed' : 'forbidden';
}

/** The statuses to which a party may lead the order as it stands; a step that needs a master is not offered without one. */
export const allowedNext = (
  party: Party | null,
  order: Pick<OrderRow, 'statusOrder' | 'masterId'>,
): OrderStatus[] =>
  ORDER_STATUSES.filter(
    (to) =>
      judgeStep(party, order.statusOrder, to) === 'allowed' && !(needsMaster(to) && order.masterId === null),
  );

export const needsMaster = (status: OrderStatus): boolean => NEEDS_MASTER.has(status);
export const masterMayChange = (status: OrderStatus): boolean => MASTER_IS_OPEN.has(status);

/** Naming another master, or none, undoes an acceptance: `assigned` and `on_the_way` go back to `new`. */
export const undoesAcceptance = (status: OrderStatus): boolean =>
  status === 'assigned' || status === 'on_the_way';

/**
 * What a step changes besides the status. Closing is dated once: a correction among the final statuses keeps its instant, and reopening
 * clears it with the money and the reason. A master's own step back to `new` is a decline and clears him.
 */
export function effectsOfStep(
  order: Pick<OrderRow, 'statusOrder' | 'closingData'>,
  { to, party, reason, now }: { to: OrderStatus; party: Party; reason: string | null; now: Date },
): OrderChange {
  const isReopened = isFinal(order.statusOrder) && !isFinal(to);
  return {
    statusOrder: to,
    reason: isRefusal(to) ? reason : null,
    closingData: isFinal(to) ? (order.closingData ?? now) : null,
    ...(party === 'master' && to === 'new' && { masterId: null }),
    ...(isReopened && { result: null, expenditure: null, clean: null, masterChange: null }),
  };
}

/** Whether the order takes a seat in its slot: all do but refusals. */
export const takesSeat = (status: OrderStatus): boolean => !isRefusal(status);
