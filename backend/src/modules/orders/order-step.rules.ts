import type { FieldError } from '../../platform/http/problem.js';
import { changedValues, type FieldValues } from './order-change.rules.js';
import { countMoney, isZero, NO_MONEY, type Money } from './order-money.rules.js';
import { effectsOfStep, needsMaster, type Party } from './order-status.rules.js';
import { isRefusal, type OrderChange, type OrderRow, type OrderStatus } from './order-values.js';

/** What a person gives along with a step. */
export interface StepValues {
  readonly reason?: string;
  readonly result?: number;
  readonly expenditure?: number;
  readonly prepayment?: number;
  readonly dateCloseWorkshop?: Date;
  readonly comment?: string;
}

/** What is missing or wrong for a step that the caller may make; empty when the step can be made. */
export function misfitsOfStep(order: OrderRow, to: OrderStatus, values: StepValues): FieldError[] {
  const errors: FieldError[] = [];
  const needsDate = to === 'workshop' && (values.dateCloseWorkshop ?? order.dateCloseWorkshop) === null;
  if (needsMaster(to) && order.masterId === null) errors.push({ field: 'masterId', code: 'required' });
  if (isRefusal(to) && values.reason === undefined) errors.push({ field: 'reason', code: 'required' });
  if (needsDate) errors.push({ field: 'dateCloseWorkshop', code: 'required' });
  return [...errors, ...misfitsOfMoney(order, to, values)];
}

function misfitsOfMoney(order: OrderRow, to: OrderStatus, values: StepValues): FieldError[] {
  if (to === 'completed') {
    const isGiven = values.result !== undefined || values.expenditure !== undefined;
    return isZero(moneyAtClosing(order, values))
      ? [{ field: 'result', code: isGiven ? 'invalid_value' : 'required' }]
      : [];
  }
  // Nothing is paid before the end, and a refusal has no money.
  return (['result', 'expenditure'] as const)
    .filter((field) => (isRefusal(to) ? (values[field] ?? 0) !== 0 : values[field] !== undefined))
    .map((field) => ({ field, code: 'invalid_value' }));
}

const moneyAtClosing = (order: Money, values: StepValues): Money => ({
  result: values.result ?? order.result ?? 0,
  expenditure: values.expenditure ?? order.expenditure ?? 0,
});

/** The fields besides status, reason and money that a step changes by the way; rights are asked for these and for money. */
export function fieldsOfStep(order: OrderRow, { reason: _, ...values }: StepValues): FieldValues {
  return changedValues(order, values);
}

interface Step {
  readonly to: OrderStatus;
  readonly party: Party;
  readonly values: StepValues;
  readonly now: Date;
}

/** The columns of a step that can be made. */
export function columnsOfStep(order: OrderRow, { to, party, values, now }: Step): OrderChange {
  const { result: _, expenditure: __, ...fields } = fieldsOfStep(order, values);
  return {
    ...fields,
    ...effectsOfStep(order, { to, party, reason: values.reason ?? null, now }),
    ...(to === 'completed' && countMoney(moneyAtClosing(order, values))),
    ...(isRefusal(to) && NO_MONEY),
  };
}
