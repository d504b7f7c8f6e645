import { defineUrlState, flagField, idField, integerField, textField } from '@/shared/lib/url-state';

/** What of the page lives in its address. `edit` is the organisation that is being renamed. */
export const platformUrl = defineUrlState({
  search: textField(),
  page: integerField(1),
  add: flagField(),
  edit: idField(),
});
