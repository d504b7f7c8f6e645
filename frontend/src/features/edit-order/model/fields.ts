import type { Order, OrderChange } from '@/entities/order';

/** Fields of the form, in its order. The master is named by a choice of its own. */
export const editFields = [
  'clientName',
  'phone',
  'typeEquipment',
  'typeOrder',
  'city',
  'rk',
  'avitoName',
  'address',
  'dateMeeting',
  'problem',
  'result',
  'expenditure',
  'prepayment',
  'dateCloseWorkshop',
  'comment',
] as const;
export type EditField = (typeof editFields)[number];
export type EditTexts = Record<EditField, string>;

export const moneyFields = ['result', 'expenditure', 'prepayment'] as const satisfies readonly EditField[];

/** The fields as the form holds them; what is not there is empty. */
export function textsOf(order: Order): EditTexts {
  return Object.fromEntries(editFields.map((name) => [name, textOf(order[name])])) as EditTexts;
}

function textOf(value: string | number | null): string {
  return value === null ? '' : String(value);
}

/** The body of a change. An emptied field is cleared; a sum that cannot be read goes out as it is for the server to judge. */
export function toChange(mine: Partial<EditTexts>): Omit<OrderChange, 'id' | 'version'> {
  const entries = Object.entries(mine).map(([name, text]) => [name, valueOf(name as EditField, text)]);
  return Object.fromEntries(entries) as Omit<OrderChange, 'id' | 'version'>;
}

function valueOf(name: EditField, text: string): string | number | null {
  const plain = text.trim();
  if (isMoney(name)) return plain === '' ? null : Number(plain.replace(/\s/g, '').replace(',', '.'));
  const isClearable = name === 'avitoName' || name === 'comment' || name === 'dateCloseWorkshop';
  return isClearable && plain === '' ? null : plain;
}

export function isMoney(name: EditField): boolean {
  return (moneyFields as readonly EditField[]).includes(name);
}
