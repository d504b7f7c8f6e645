/**
 * Mail: letters to people. Owns the queue of letters, their templates and the SMTP servers they go out by. A letter is written in the
 * transaction of what it tells of and sent by the worker; its address and links are sealed, and forgotten once it is sent.
 */
import type { MailEnvironment } from '../../platform/config/mail.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { JobHandlers, Schedule } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import type { Actor } from '../../platform/access/actor.js';
import { assertMayChange, createMailAccountService } from './account/mail-account.service.js';
import { requestSending, SEND_LETTER } from './letters.js';
import { mailOperations } from './mail.contract.js';
import { mailRoutes } from './mail.routes.js';
import { createMessagesService } from './messages/messages.service.js';
import { findForgotten, removeOldLetters } from './sending/letters.repository.js';
import { sendLetter } from './sending/send-letter.js';
import { createSmtpServers } from './sending/smtp-servers.js';
import { createSendBySmtp } from './sending/smtp.js';
import { sendTestLetter } from './sending/test-letter.js';
import { createTemplatesService } from './templates/templates.service.js';

export { hasMailServer } from './account/has-mail-server.js';
export {
  createLetters,
  maskedAddress,
  type Letter,
  type LetterParams,
  type Letters,
  type LetterTemplate,
} from './letters.js';

export interface MailDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secretBox: SecretBox;
  readonly mail: MailEnvironment;
  readonly publicUrl: URL;
}

const RESUME = 'mail:resume';
const REMOVE_OLD = 'mail:remove_old';

export function createMailModule(deps: MailDeps) {
  const { database, clock } = deps;
  const sending = {
    ...deps,
    servers: createSmtpServers({ ...deps, sql: database.sql }),
    sendBySmtp: createSendBySmtp(deps),
  };
  const handlers = {
    account: createMailAccountService(deps),
    messages: createMessagesService(deps),
    templates: createTemplatesService(deps),
    sendTest: (actor: Actor, to: string) => {
      assertMayChange(actor);
      return sendTestLetter(sending, actor, to);
    },
  };
  return {
    operations: mailOperations,
    routes: (mount: Mount): void => {
      mailRoutes(mount, handlers);
    },
    jobs: {
      [SEND_LETTER]: (payload) => sendLetter(sending, readId(payload), { isOnly: false }),
      [RESUME]: async () => {
        for (const { id } of await findForgotten(database.sql, clock.now()))
          await requestSending(database.sql, id);
      },
      [REMOVE_OLD]: () => removeOldLetters(database.sql),
    } satisfies JobHandlers,
    schedules: [
      { job: RESUME, cron: '*/5 * * * *' },
      { job: REMOVE_OLD, cron: '37 3 * * *' },
    ] as readonly Schedule[],
  };
}

function readId(payload: unknown): number {
  const id = (payload as { id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new Error('A job of mail without its letter');
  return id;
}
