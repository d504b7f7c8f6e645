import { i18n } from '@/shared/i18n';
import { ApiProblem } from './problem';
import type { FieldFault } from './problem';

/** What to tell a person about a failure: our words for a known code, else the server's, else the status. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return i18n.t('errors:internal');
  const key = `errors:${error.code}`;
  if (i18n.exists(key)) return translate(key, error.status);
  return error.detail ?? i18n.t('errors:unknown', { status: error.status });
}

/** The same for one field of a 422. */
export function fieldFaultText(fault: FieldFault): string {
  const key =
    fault.reason === undefined ? `errors:field.${fault.code}` : `errors:blocklisted.${fault.reason}`;
  return i18n.exists(key) ? translate(key) : fault.message;
}

/** Codes come from the server, so the key is only known at run time; `exists` was asked before. */
function translate(key: string, status?: number): string {
  return (i18n.t as (key: string, values: { status: number | undefined }) => string)(key, { status });
}
