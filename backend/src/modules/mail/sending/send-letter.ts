import { randomUUID } from 'node:crypto';
import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { Database } from '../../../platform/db/database.js';
import type { Logger } from '../../../platform/logging/logger.js';
import type { Clock } from '../../../platform/time.js';
import type { Letter } from '../letters.js';
import { requestSending } from '../letters.js';
import { renderLetter } from '../templates/render-letter.js';
import { lettersEnd, nextTryAt } from './letter-life.rules.js';
import {
  claim,
  findQueued,
  noteFailed,
  notePostponed,
  noteSent,
  type LetterRow,
} from './letters.repository.js';
import { toSmtpFailure } from './smtp-failure.rules.js';
import type { ChosenServer, SmtpServers } from './smtp-servers.js';
import type { SendBySmtp } from './smtp.js';

export interface SendLetterDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secretBox: SecretBox;
  readonly servers: SmtpServers;
  readonly sendBySmtp: SendBySmtp;
  readonly publicUrl: URL;
}

/** Reasons of ours, beside what servers answer. */
export const NOT_CONFIGURED = 'not_configured';
export const EXPIRED = 'expired';

/** Longer than connecting, greeting and falling silent take together. */
const CLAIM_MS = 2 * 60_000;

export interface Trial {
  /** A person waits for the outcome: no further tries. */
  readonly isOnly: boolean;
}

/**
 * One try to send a letter; what happened stands in its row, and a further try asks for itself. Nothing here throws for what servers do.
 * SMTP has no way to ask whether a letter was taken, so one whose sender died between the server's word and our note of it goes out
 * again, under the same Message-ID.
 */
export async function sendLetter(deps: SendLetterDeps, id: number, { isOnly }: Trial): Promise<void> {
  const { database, clock, secretBox, servers } = deps;
  const row = await findQueued(database.sql, id);
  if (!row) return;
  const now = clock.now();
  const letter = open(secretBox, row);
  if (lettersEnd(letter.params, row.createdAt) <= now) {
    await noteFailed(database.prisma, id, EXPIRED);
    return;
  }
  const server = await servers.serverOf(row);
  if (!server) {
    await (isOnly ? noteFailed : notePostponed)(database.prisma, id, NOT_CONFIGURED);
    return;
  }
  const until = new Date(now.getTime() + CLAIM_MS);
  const claimed = await claim(database.sql, { id, now, until, messageId: newMessageId(server) });
  if (!claimed) {
    // Somebody is at it, or died at it: looked at again when that is certain.
    await requestSending(database.sql, id, until);
    return;
  }
  const { subject, html, text } = renderLetter(letter, row.timeZone);
  const { to, locale } = letter;
  const { messageId } = claimed;
  try {
    await deps.sendBySmtp(server, { to, subject, html, text, messageId, locale });
  } catch (error) {
    await settleFailure(deps, { row, tries: isOnly ? Infinity : claimed.tries }, error);
    return;
  }
  await noteSent(database.sql, id, clock.now());
}

function open(secretBox: SecretBox, { template, locale, recipientSealed, paramsSealed }: LetterRow) {
  // The row was written from a `Letter`.
  const params = JSON.parse(secretBox.open(paramsSealed)) as Letter['params'];
  return { template, locale, params, to: secretBox.open(recipientSealed) };
}

const newMessageId = ({ from }: ChosenServer): string =>
  `<${randomUUID()}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;

async function settleFailure(
  { database, clock, logger }: SendLetterDeps,
  { row: { id, template }, tries }: { row: LetterRow; tries: number },
  error: unknown,
): Promise<void> {
  const { reason, isFinal } = toSmtpFailure(error);
  const again = isFinal ? null : nextTryAt(tries, clock.now());
  const fields = { letterId: id, template, tries, reason, nextTryAt: again };
  if (again) logger.warn('letter not sent, will be tried again', fields);
  else logger.error('letter given up', fields);
  await database.inTransaction(async (db) => {
    if (!again) {
      await noteFailed(db, id, reason);
      return;
    }
    await notePostponed(db, id, reason);
    await requestSending(db, id, again);
  });
}
