import { dayIn } from '@/shared/lib/days';
import type { Call } from './call';
import type { CallFilters } from './calls-url';

const hourMs = 3_600_000;

/**
 * Whether the server's answer to these filters would hold the call, as far as a page can tell. `timeZone` is the
 * organisation's, in which days are cut. A search in letters is the server's alone to judge, so nothing belongs to it.
 */
export function belongsTo(filters: CallFilters, call: Call, timeZone: string): boolean {
  if (call.direction === 'internal') return false;
  return (
    isOfQuick(filters, call) &&
    isOfChoices(filters, call) &&
    isOfDays(filters, call, timeZone) &&
    isFound(filters.search, call)
  );
}

function isOfQuick({ quick, status }: CallFilters, call: Call): boolean {
  switch (quick) {
    case 'debts':
      return false;
    case 'missed':
      return call.status === 'missed';
    case 'answered':
      return call.status === 'answered' && call.direction === 'inbound';
    case 'outbound':
      return call.direction === 'outbound';
    case 'hour':
      return Date.now() - Date.parse(call.dateCreate) < hourMs && (status === null || call.status === status);
    case 'all':
      return status === null || call.status === status;
  }
}

function isOfChoices({ city, rk, operatorId, disposition }: CallFilters, call: Call): boolean {
  return (
    (city === '' || call.city === city) &&
    (rk === '' || call.rk === rk) &&
    (operatorId === null || call.operator?.id === operatorId) &&
    (disposition === '' || call.disposition === disposition)
  );
}

function isOfDays({ from, to }: CallFilters, call: Call, timeZone: string): boolean {
  if (from === null && to === null) return true;
  const day = dayIn(timeZone, new Date(call.dateCreate));
  return (from === null || day >= from) && (to === null || day <= to);
}

function isFound(search: string, { phoneClient, phoneAts }: Call): boolean {
  if (search === '') return true;
  const digits = search.replace(/\D/g, '');
  if (digits.length < 4 || /[^\d\s()+-]/.test(search)) return false;
  const end = digits.slice(-10);
  return [phoneClient, phoneAts].some((phone) => phone?.replace(/\D/g, '').endsWith(end) === true);
}
