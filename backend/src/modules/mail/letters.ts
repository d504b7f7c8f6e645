import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Db, Sql } from '../../platform/db/database.js';
import { addJob } from '../../platform/jobs/jobs.js';
import type { Clock } from '../../platform/time.js';

/** What each letter needs to be written; links are whole addresses, instants ISO 8601 in UTC. */
export interface LetterParams {
  readonly password_reset: { readonly link: string; readonly minutes: number };
  readonly email_verification: { readonly link: string; readonly hours: number };
  readonly unlock: { readonly link: string; readonly minutes: number };
  readonly invitation: {
    readonly link: string;
    readonly hours: number;
    readonly organization: string;
    readonly inviter: string;
  };
  readonly new_device: { readonly at: string; readonly device: string; readonly ip: string };
  readonly token_reuse: { readonly at: string };
  readonly password_changed: { readonly at: string };
  readonly second_factor_enabled: { readonly at: string };
  readonly second_factor_disabled: { readonly at: string };
  readonly email_changed: { readonly at: string; readonly newEmail: string };
  readonly oauth_linked: { readonly at: string; readonly provider: string };
  readonly oauth_unlinked: { readonly at: string; readonly provider: string };
  readonly test: { readonly organization: string; readonly sender: string };
}
export type LetterTemplate = keyof LetterParams;
export const LETTER_TEMPLATES = [
  'password_reset',
  'email_verification',
  'unlock',
  'invitation',
  'new_device',
  'token_reuse',
  'password_changed',
  'second_factor_enabled',
  'second_factor_disabled',
  'email_changed',
  'oauth_linked',
  'oauth_unlinked',
  'test',
] as const satisfies readonly LetterTemplate[];

/** A letter to one person, in his language. */
export type Letter = {
  readonly [T in LetterTemplate]: {
    readonly template: T;
    readonly params: LetterParams[T];
    readonly to: string;
    readonly locale: string;
    /** Whose SMTP server and name it goes out by; null for the installation's. */
    readonly organizationId: number | null;
    readonly accountId: number | null;
  };
}[LetterTemplate];

export interface Letters {
  /** Puts a letter on its way in the transaction that it tells of; the worker sends it, and again while that fails. */
  queue(db: Db, letter: Letter): Promise<void>;
}

export const SEND_LETTER = 'mail:send';

export interface LettersDeps {
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

export function createLetters({ secretBox, clock }: LettersDeps): Letters {
  return {
    queue: async (db, letter) => {
      const data = { ...toRow(secretBox, letter), createdAt: clock.now() };
      const { id } = await db.mailMessage.create({ data, select: { id: true } });
      await requestSending(db, Number(id));
    },
  };
}

/** A letter as it is stored: its address and links sealed. */
export function toRow(
  secretBox: SecretBox,
  { template, params, to, locale, organizationId, accountId }: Letter,
) {
  return {
    organizationId,
    userAccountId: accountId,
    template,
    locale,
    recipientSealed: secretBox.seal(to),
    recipientMasked: maskedAddress(to),
    paramsSealed: secretBox.seal(JSON.stringify(params)),
  };
}

/** Has the worker send a letter, at `runAt` or now; a try that is planned already is replaced. */
export const requestSending = (db: Db | Sql, id: number, runAt?: Date): Promise<void> =>
  addJob(db, { name: SEND_LETTER, payload: { id }, key: jobKeyOf(id), ...(runAt && { runAt }) });

export const jobKeyOf = (id: number): string => `mail:${String(id)}`;

/** `i***@d***.ru`: enough to tell letters apart. */
export function maskedAddress(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***.${ending}`;
}
