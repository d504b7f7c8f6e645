import type { SmtpSecurity } from '../../../platform/config/mail.js';
import { invalidField } from '../../../platform/http/problem.js';

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly username: string | null;
}

export const isSameServer = (a: Server, b: Server): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() &&
  a.port === b.port &&
  a.security === b.security &&
  a.username === b.username;

interface Credentials {
  readonly wanted: Server;
  readonly password: string | undefined;
  /** Where there is a password already: the server it was given for. */
  readonly known: Server | null;
}

/** @throws Problem `invalid_fields`: a password travels under a name, encrypted, and to the server alone that it was given for. */
export function assertCredentials({ wanted, password, known }: Credentials): void {
  if (wanted.username === null) {
    if (password !== undefined) throw invalidField('username', 'required');
    return;
  }
  if (wanted.security === 'none') throw invalidField('security', 'invalid_value');
  const keepsPassword = known !== null && isSameServer(known, wanted);
  if (password === undefined && !keepsPassword) throw invalidField('password', 'required');
}
