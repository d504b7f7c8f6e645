import { SMTP_SECURITY } from '../../platform/config/mail.js';
import {
  data,
  empty,
  operation,
  page,
  PAGE_QUERY,
  type AnyOperation,
} from '../../platform/http/operation.js';
import { LOCALES } from '../../platform/http/problem-messages.js';
import {
  array,
  boolean,
  id,
  instant,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
  version,
  type Infer,
  type InferFields,
} from '../../platform/http/schema.js';
import { LETTER_TEMPLATES } from './letters.js';

export const LETTER_STATUSES = ['queued', 'sent', 'failed'] as const;
const COMMON = { tag: 'mail', access: 'settings:write' } as const;

const email = () =>
  string({ maxLength: 254, pattern: /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/ });
const count = (description: string) => integer({ minimum: 0, description });

const account = object(
  {
    source: oneOf(['organization', 'installation', 'none'], {
      description:
        'Whose server letters of the organisation go by: its own, that of the installation (`SMTP_URL`), or none: then letters wait',
    }),
    own: nullable(
      object({
        host: string(),
        port: integer({ minimum: 1, maximum: 65_535 }),
        security: oneOf(SMTP_SECURITY),
        username: nullable(string()),
        hasPassword: boolean({ description: 'The password itself is never given out' }),
        fromAddress: string(),
        fromName: nullable(string()),
        version: version(),
        updatedAt: instant(),
      }),
    ),
    installationFrom: nullable(string({ description: '`MAIL_FROM`' })),
    mayChange: boolean({ description: 'Owners alone: who runs the server reads every letter it carries' }),
    letters: object({
      queued: count('On their way, or waiting for a server'),
      sent: count('Taken by the server, of the last 90 days'),
      failed: count('Given up, of the last 90 days'),
    }),
  },
  { name: 'MailAccount' },
);
export type MailAccountView = Infer<typeof account>;

export const getMailAccount = operation({
  ...COMMON,
  id: 'getMailAccount',
  method: 'get',
  path: '/admin/mail/account',
  summary: 'By which server letters leave, and how many wait',
  success: data(account),
});

export const setMailAccount = operation({
  ...COMMON,
  id: 'setMailAccount',
  method: 'put',
  path: '/admin/mail/account',
  proof: 'recent',
  summary: 'Give the organisation an SMTP server of its own',
  description:
    'Owners alone. Without `password` the present one stays, but only while host, port, security and user name do: it is shown to no other ' +
    'server. The host must be public, or one that the installation allows.',
  body: {
    version: optional(version()),
    host: string({ maxLength: 253, pattern: /^[A-Za-z0-9._:-]+$/, description: 'Name or address' }),
    port: integer({ minimum: 1, maximum: 65_535 }),
    security: oneOf(SMTP_SECURITY, { description: '`starttls` fails where the server offers none' }),
    username: optional(nullable(string({ maxLength: 254 }))),
    password: optional(string({ maxLength: 500, description: 'Never returned' })),
    fromAddress: email(),
    fromName: optional(nullable(string({ maxLength: 100 }))),
  },
  success: data(account),
});
export type MailAccountDraft = InferFields<(typeof setMailAccount)['body']>;

export const deleteMailAccount = operation({
  ...COMMON,
  id: 'deleteMailAccount',
  method: 'delete',
  path: '/admin/mail/account',
  proof: 'recent',
  summary: 'Let letters go by the server of the installation again',
  success: empty(),
});

export const sendTestLetter = operation({
  ...COMMON,
  id: 'sendTestLetter',
  method: 'post',
  path: '/admin/mail/test',
  proof: 'recent',
  summary: 'Send a test letter at once and tell what the server said',
  body: { to: email() },
  success: data(
    object({
      status: oneOf(['sent', 'failed']),
      error: nullable(string({ description: 'What the server said, or why it could not be asked' })),
    }),
  ),
});

const template = oneOf(LETTER_TEMPLATES);

export const listMailTemplates = operation({
  ...COMMON,
  id: 'listMailTemplates',
  method: 'get',
  path: '/admin/mail/templates',
  summary: 'Every letter there is, with its subjects',
  success: data(array(object({ name: template, subjects: object({ ru: string(), en: string() }) }))),
});

const letterBody = string({ maxLength: 200_000, multiline: true });

export const previewMailTemplate = operation({
  ...COMMON,
  id: 'previewMailTemplate',
  method: 'get',
  path: '/admin/mail/templates/:name/preview',
  summary: 'A letter with invented content',
  params: { name: template },
  query: { locale: optional(oneOf(LOCALES)) },
  success: data(object({ subject: string(), html: letterBody, text: letterBody })),
});

const letter = object(
  {
    id: id(),
    template,
    locale: oneOf(LOCALES),
    recipient: string({ description: 'Masked: `i***@d***.ru`' }),
    status: oneOf(LETTER_STATUSES),
    attempts: integer({ minimum: 0 }),
    error: nullable(
      string({
        description:
          'What the server said at the last try; `not_configured` where there is no server; `expired` where its link died before it left',
      }),
    ),
    createdAt: instant(),
    sentAt: nullable(instant()),
  },
  { name: 'MailMessage' },
);
export type LetterView = Infer<typeof letter>;

export const listMailMessages = operation({
  ...COMMON,
  id: 'listMailMessages',
  method: 'get',
  path: '/admin/mail/messages',
  summary: 'Letters of the organisation and of its people, newest first',
  query: { ...PAGE_QUERY, status: optional(oneOf(LETTER_STATUSES)), template: optional(template) },
  success: page(letter),
});
export type ListLettersQuery = InferFields<(typeof listMailMessages)['query']>;

export const retryMailMessage = operation({
  ...COMMON,
  id: 'retryMailMessage',
  method: 'post',
  path: '/admin/mail/messages/:id/retry',
  summary: 'Try a letter again that was given up, unless its link has died',
  params: { id: id() },
  success: data(letter),
});

export const mailOperations = [
  getMailAccount,
  setMailAccount,
  deleteMailAccount,
  sendTestLetter,
  listMailTemplates,
  previewMailTemplate,
  listMailMessages,
  retryMailMessage,
] as readonly unknown[] as readonly AnyOperation[];
