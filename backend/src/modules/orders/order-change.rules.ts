import type { FieldError } from '../../platform/http/problem.js';
import { countMoney, isZero, type Money } from './order-money.rules.js';
import { masterMayChange, undoesAcceptance } from './order-status.rules.js';
import { isRefusal, type OrderChange, type OrderRow } from './order-values.js';
import type { EditableField } from './orders.policy.js';

export type FieldValues = Partial<Pick<OrderRow, EditableField>>;

/** The fields whose values differ from the row's; a page may send all it shows. */
export function changedValues(order: OrderRow, values: FieldValues): FieldValues {
  const entries = Object.entries(values).filter(
    ([name, value]) => !isSame(order[name as EditableField], value),
  );
  return Object.fromEntries(entries);
}

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** Whether the change leads the order to another slot. */
export const movesSlot = (changed: FieldValues): boolean =>
  changed.city !== undefined || changed.dateMeeting !== undefined || changed.typeEquipment !== undefined;

/**
 * The master after a change: the one the body names, none where the city changes under a master who is not at work yet, else the same.
 */
export function masterAfter(
  order: OrderRow,
  changed: FieldValues,
  named: number | null | undefined,
): number | null {
  if (named !== undefined) return named;
  const isFree = masterMayChange(order.statusOrder) || isRefusal(order.statusOrder);
  return changed.city !== undefined && isFree ? null : order.masterId;
}

/** Whether the master after a change must be found to work in its city: he is named anew, or the city changes before he begins. */
export const namesMaster = (order: OrderRow, changed: FieldValues): boolean =>
  changed.masterId !== undefined || (changed.city !== undefined && masterMayChange(order.statusOrder));

/** Whether a change takes an acceptance back: another master or another city, after the master accepted and before he began. */
export const takesAcceptanceBack = (
  order: OrderRow,
  changed: FieldValues,
  masterId: number | null,
): boolean =>
  undoesAcceptance(order.statusOrder) && (masterId !== order.masterId || changed.city !== undefined);

/** Fields that the order's present status does not allow to have these values. */
export function misfitsOfStatus(order: OrderRow, changed: FieldValues): FieldError[] {
  const { statusOrder } = order;
  const errors: FieldError[] = [];
  if (changed.masterId !== undefined && !masterMayChange(statusOrder))
    errors.push({ field: 'masterId', code: 'invalid_value' });
  if (changed.dateCloseWorkshop === null && statusOrder === 'workshop')
    errors.push({ field: 'dateCloseWorkshop', code: 'required' });
  return [...errors, ...misfitsOfMoney(order, changed)];
}

const MONEY_FIELDS = ['result', 'expenditure'] as const;

function misfitsOfMoney(order: OrderRow, changed: FieldValues): FieldError[] {
  const touched = MONEY_FIELDS.filter((field) => changed[field] !== undefined);
  if (touched.length === 0) return [];
  const misfit = (field: string): FieldError => ({ field, code: 'invalid_value' });
  if (isRefusal(order.statusOrder)) return touched.map(misfit);
  if (order.statusOrder !== 'completed') return [];
  const missing = touched.filter((field) => changed[field] === null);
  if (missing.length > 0) return missing.map((field) => ({ field, code: 'required' }));
  return isZero(mergedMoney(order, changed)) ? touched.map(misfit) : [];
}

const mergedMoney = (order: Money, changed: Partial<Money>): Money => ({
  result: changed.result === undefined ? order.result : changed.result,
  expenditure: changed.expenditure === undefined ? order.expenditure : changed.expenditure,
});

/** The columns of a change: the values themselves, money counted anew, and what another master means for the status. */
export function columnsOfChange(order: OrderRow, changed: FieldValues, masterId: number | null): OrderChange {
  const touchesMoney = MONEY_FIELDS.some((field) => changed[field] !== undefined);
  return {
    ...changed,
    ...(masterId !== order.masterId && { masterId }),
    ...(touchesMoney && countMoney(mergedMoney(order, changed))),
    ...(takesAcceptanceBack(order, changed, masterId) && { statusOrder: 'new' as const }),
  };
}
