import {
  choiceField,
  dayField,
  defineUrlState,
  idField,
  optionField,
  textField,
} from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';
import { callStatuses } from './call';

/** Quick choices over the list; `debts` is a list of its own. */
export const quickFilters = ['all', 'debts', 'missed', 'answered', 'outbound', 'hour'] as const;
export type QuickFilter = (typeof quickFilters)[number];

/** What of the list of calls lives in its address. */
export const callsUrl = defineUrlState({
  quick: optionField(quickFilters, 'all'),
  city: textField(),
  rk: textField(),
  operatorId: idField(),
  status: choiceField(callStatuses),
  disposition: textField(),
  from: dayField(),
  to: dayField(),
  search: textField(),
  view: optionField(['clients', 'rows'] as const, 'clients'),
  sortBy: optionField(['dateCreate', 'talkSeconds', 'waitSeconds'] as const, 'dateCreate'),
  sortOrder: optionField(['desc', 'asc'] as const, 'desc'),
});

export type CallsUrl = UrlValues<typeof callsUrl>;

/** The part of the address that decides which calls are meant. */
export type CallFilters = Omit<CallsUrl, 'view' | 'sortBy' | 'sortOrder'>;

/** Filters that a person adds one by one, in the order of their chips. */
export const addedFilters = ['city', 'rk', 'operatorId', 'status', 'disposition', 'from'] as const;

/** Whether anything but a quick choice narrows the list. */
export function isNarrowed(filters: CallFilters): boolean {
  return filters.search !== '' || addedFilters.some((name) => isSet(filters[name]));
}

/** The address without added filters and search. */
export const noAddedFilters = {
  city: '',
  rk: '',
  operatorId: null,
  status: null,
  disposition: '',
  from: null,
  to: null,
  search: '',
} satisfies Partial<CallsUrl>;

function isSet(value: string | number | null): boolean {
  return value !== '' && value !== null;
}
