import type { Actor } from '../../platform/access/actor.js';
import type { Mount } from '../../platform/http/mount.js';
import type { MailAccountService } from './account/mail-account.service.js';
import * as contract from './mail.contract.js';
import type { MessagesService } from './messages/messages.service.js';
import type { TestOutcome } from './sending/test-letter.js';
import type { TemplatesService } from './templates/templates.service.js';

export interface MailHandlers {
  readonly account: MailAccountService;
  readonly messages: MessagesService;
  readonly templates: TemplatesService;
  readonly sendTest: (actor: Actor, to: string) => Promise<TestOutcome>;
}

export function mailRoutes(mount: Mount, { account, messages, templates, sendTest }: MailHandlers): void {
  mount.signedIn(contract.getMailAccount, ({ actor }) => account.get(actor));
  mount.signedIn(contract.setMailAccount, ({ actor, body }) => account.set(actor, body));
  mount.signedIn(contract.deleteMailAccount, ({ actor }) => account.remove(actor));
  mount.signedIn(contract.sendTestLetter, ({ actor, body }) => sendTest(actor, body.to));
  mount.signedIn(contract.listMailTemplates, ({ actor }) => templates.list(actor));
  mount.signedIn(contract.previewMailTemplate, ({ actor, params, query }) =>
    templates.preview(actor, params.name, query.locale),
  );
  mount.signedIn(contract.listMailMessages, ({ actor, query }) => messages.list(actor, query));
  mount.signedIn(contract.retryMailMessage, ({ actor, params }) => messages.retry(actor, params.id));
}
