import { choiceField, defineUrlState, textField } from '@/shared/lib/url-state';
import { typeEquipments } from './order';

/** What the address of a new order may bring along: the half-hour that was pressed. */
export const newOrderUrl = defineUrlState({
  newCity: textField(),
  newAt: textField(),
  newType: choiceField(typeEquipments),
});

export const noNewOrder = { newCity: '', newAt: '', newType: null } as const;
