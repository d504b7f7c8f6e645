import type { MailAccount } from '@/entities/letter';
import type { MailServerDraft } from '../api/mail-server-writes';

export const securities = ['starttls', 'tls', 'none'] as const;
type Security = (typeof securities)[number];

export interface Values {
  host: string;
  port: string;
  security: Security;
  username: string;
  password: string;
  fromAddress: string;
  fromName: string;
}
export type FieldName = keyof Values;

export const usualPort: Record<Security, string> = { starttls: '587', tls: '465', none: '25' };

interface FieldOfServer {
  name: FieldName;
  required: boolean;
  maxLength?: number;
  inputMode?: 'numeric' | 'email';
}

/** In the order of the form. */
export const fields: readonly FieldOfServer[] = [
  { name: 'host', required: true, maxLength: 253 },
  { name: 'security', required: true },
  { name: 'port', required: true, maxLength: 5, inputMode: 'numeric' },
  { name: 'username', required: false, maxLength: 254 },
  { name: 'password', required: false },
  { name: 'fromAddress', required: true, maxLength: 254, inputMode: 'email' },
  { name: 'fromName', required: false, maxLength: 100 },
];

const empty: Values = {
  host: '',
  security: 'starttls',
  port: usualPort.starttls,
  username: '',
  password: '',
  fromAddress: '',
  fromName: '',
};

export function toValues(own: MailAccount['own']): Values {
  if (own === null) return empty;
  const { host, security, port, username, fromAddress, fromName } = own;
  return {
    ...{ host, security, fromAddress, port: String(port), password: '' },
    username: username ?? '',
    fromName: fromName ?? '',
  };
}

/** Empty is none; an empty password leaves the one there is. */
export function toDraft(values: Values, own: MailAccount['own']): MailServerDraft {
  const { host, port, security, username, password, fromAddress, fromName } = values;
  return {
    host: host.trim(),
    port: Number(port),
    security,
    username: username.trim() || null,
    fromAddress: fromAddress.trim(),
    fromName: fromName.trim() || null,
    ...(password === '' ? {} : { password }),
    ...(own === null ? {} : { version: own.version }),
  };
}
