import type { AuditQuestion } from '@/entities/audit-entry';
import { choiceField, dayField, defineUrlState, idField, textField } from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';

/** Beginnings of actions that people look for together. */
export const areas = {
  signIn: ['session.', 'password.', 'second_factor.', 'sign_in.', 'device.', 'oauth.', 'email.', 'access.'],
  orders: ['order.'],
  calls: ['call.', 'recording.', 'client.'],
  people: ['operator.', 'invitation.', 'profile.', 'account.'],
  lists: ['city.', 'campaign.', 'phone.', 'master.', 'disposition.'],
  settings: ['organization.', 'telephony.', 'webhook_event.', 'api_key.', 'mail_account.', 'mail_message.'],
  log: ['audit.', 'stats.'],
} as const;
export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as Area[];
export const outcomes = ['success', 'failure'] as const;

/** What of the page lives in its address. `entry` is the one that is open. */
export const auditUrl = defineUrlState({
  from: dayField(),
  to: dayField(),
  person: idField(),
  area: choiceField(areaNames),
  outcome: choiceField(outcomes),
  search: textField(),
  entry: idField(),
});
export type AuditUrl = UrlValues<typeof auditUrl>;

/** What the list asks of the server. */
export function toQuestion({ from, to, person, area, outcome, search }: AuditUrl): AuditQuestion {
  return {
    ...(from === null ? {} : { dateFrom: from }),
    ...(to === null ? {} : { dateTo: to }),
    ...(person === null ? {} : { operatorId: person }),
    ...(area === null ? {} : { action: areas[area].join(',') }),
    ...(outcome === null ? {} : { outcome }),
    ...readSearch(search),
  };
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45})$/;
const object = /^([a-z][a-z0-9_]*)\s*[#№\s]\s*([\w:.-]{1,100})$/;
const request = /^[\w.:-]{1,128}$/;

/** An address, an object (`order 17`), or the number of a request. What is none of them finds nothing and asks nothing. */
export function readSearch(search: string): AuditQuestion {
  const text = search.trim();
  if (text === '') return {};
  if (address.test(text)) return { ip: text };
  const [, objectType, objectId] = object.exec(text) ?? [];
  if (objectType !== undefined && objectId !== undefined) return { objectType, objectId };
  return request.test(text) ? { requestId: text } : {};
}

export const isNarrowed = (url: AuditUrl): boolean => Object.keys(toQuestion(url)).length > 0;
