import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Db } from '../../platform/db/database.js';
import { addJob } from '../../platform/jobs/jobs.js';

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
}
export type LetterTemplate = keyof LetterParams;

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
/** About a day of growing pauses. */
const MOST_ATTEMPTS = 16;

export function createLetters({ secretBox }: { readonly secretBox: SecretBox }): Letters {
  return {
    queue: async (db, { template, params, to, locale, organizationId, accountId }) => {
      const { id } = await db.mailMessage.create({
        data: {
          organizationId,
          userAccountId: accountId,
          template,
          locale,
          recipientSealed: secretBox.seal(to),
          recipientMasked: maskedAddress(to),
          paramsSealed: secretBox.seal(JSON.stringify(params)),
        },
        select: { id: true },
      });
      await addJob(db, {
        name: SEND_LETTER,
        payload: { id: Number(id) },
        key: `mail:${String(id)}`,
        maxAttempts: MOST_ATTEMPTS,
      });
    },
  };
}

/** `i***@d***.ru`: enough to tell letters apart. */
export function maskedAddress(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***.${ending}`;
}
