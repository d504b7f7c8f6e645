import { unavailable } from './provider.js';

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** An id as text; providers write them as numbers or texts. @throws {ProviderFailure} when there is none. */
export function idOf(value: unknown, provider: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value);
  if (typeof value === 'string' && /^[\w.-]{1,200}$/.test(value)) return value;
  throw unavailable(`${provider} names nobody`);
}

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** The address where the provider itself keeps the mailbox: then nobody else can read it. */
export function ownMailbox(email: unknown, domains: readonly string[]): string | null {
  const address = textOf(email);
  const domain = address?.split('@')[1]?.toLowerCase();
  return address !== null && domain !== undefined && domains.includes(domain) ? address : null;
}
