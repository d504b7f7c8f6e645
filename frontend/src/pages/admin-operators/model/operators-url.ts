import type { OperatorsQuestion } from '@/entities/operator';
import { roles } from '@/features/edit-operator';
import {
  choiceField,
  dayField,
  defineUrlState,
  flagField,
  idField,
  integerField,
  optionField,
  textField,
} from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';

export const views = ['active', 'online', 'onLeave', 'inactive', 'all'] as const;
export type View = (typeof views)[number];

/** What of the page lives in its address. `edit` is the person whose form is open. */
export const operatorsUrl = defineUrlState({
  view: optionField(views, 'active'),
  search: textField(),
  city: textField(),
  role: choiceField(roles),
  page: integerField(1),
  add: flagField(),
  edit: idField(),
});

/** Days of one person's working time. */
export const worktimeUrl = defineUrlState({ from: dayField(), to: dayField(), edit: flagField() });

export type OperatorsUrl = UrlValues<typeof operatorsUrl>;

export const rowsPerPage = 50;

const asked: Record<View, OperatorsQuestion> = {
  active: { status: 'active' },
  online: { status: 'active', statusWork: 'online' },
  onLeave: { status: 'on_leave' },
  inactive: { status: 'inactive' },
  all: {},
};

/** What the server is asked for a quick filter alone. */
export function questionOfView(view: View): OperatorsQuestion {
  return asked[view];
}

/** What the server is asked for the list of this address. */
export function questionOf({ view, search, city, role, page }: OperatorsUrl): OperatorsQuestion {
  return {
    ...asked[view],
    page,
    limit: rowsPerPage,
    ...(search === '' ? {} : { search }),
    ...(city === '' ? {} : { city }),
    ...(role === null ? {} : { role }),
  };
}
