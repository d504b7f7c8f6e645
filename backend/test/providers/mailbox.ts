import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as the server got it. */
export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly isEncrypted: boolean;
  /** Who handed it in; null without a name. */
  readonly user: string | null;
  readonly parsed: ParsedMail;
}

/** What the server answers to the next letters, in their order; afterwards it takes them. */
export interface Refusal {
  readonly at: 'recipient' | 'data';
  readonly code: number;
  readonly words: string;
}

export interface MailboxOptions {
  readonly security?: 'none' | 'starttls' | 'tls';
  readonly credentials?: { readonly user: string; readonly password: string };
  /** A port that was used before. */
  readonly port?: number;
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface Mailbox {
  readonly port: number;
  readonly letters: readonly ReceivedLetter[];
  /** PEM of what it shows, for `SMTP_CA_FILE`. */
  readonly certificateFile: string;
  refuse(...refusals: Refusal[]): void;
  /** Takes the next letter and falls silent before it says so, as a server does whose line breaks. */
  breakAfterData(): void;
  clear(): void;
  close(): Promise<void>;
}

export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const { security = 'none', port = 0 } = options;
  const certificate = security === 'none' ? null : makeCertificate();
  const letters: ReceivedLetter[] = [];
  const refusals: Refusal[] = [];
  const state = { breaks: false };
  const server = new SMTPServer({
    ...securityOf(options),
    ...(certificate && { key: certificate.key, cert: certificate.cert }),
    logger: false,
    disableReverseLookup: true,
    ...handlersOf({ options, letters, refusals, state }),
  });
  // A client that goes away in the middle is part of the tests.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    letters,
    certificateFile: certificate?.file ?? '',
    refuse: (...more) => {
      refusals.push(...more);
    },
    breakAfterData: () => {
      state.breaks = true;
    },
    clear: () => {
      letters.length = 0;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
      if (certificate) rmSync(path.dirname(certificate.file), { recursive: true, force: true });
    },
  };
}

const securityOf = ({ security, credentials }: MailboxOptions): SMTPServerOptions => ({
  secure: security === 'tls',
  disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(credentials ? [] : ['AUTH'])],
  authOptional: !credentials,
});

interface Kept {
  readonly options: MailboxOptions;
  readonly letters: ReceivedLetter[];
  readonly refusals: Refusal[];
  readonly state: { breaks: boolean };
}

const refusalAt = (refusals: Refusal[], at: Refusal['at']): Error | null => {
  if (refusals[0]?.at !== at) return null;
  const [{ code, words }] = refusals.splice(0, 1) as [Refusal];
  return Object.assign(new Error(words), { responseCode: code });
};

const handlersOf = ({ options, letters, refusals, state }: Kept): SMTPServerOptions => ({
  onAuth: ({ username, password }, _session, answer) => {
    const { user, password: right } = options.credentials ?? {};
    if (username === user && password === right) answer(null, { user: username ?? '' });
    else answer(Object.assign(new Error('Authentication failed'), { responseCode: 535 }));
  },
  onRcptTo: (_address, _session, answer) => {
    answer(refusalAt(refusals, 'recipient'));
  },
  onData: (stream, session, answer) => {
    void simpleParser(stream).then((parsed) => {
      const refused = refusalAt(refusals, 'data');
      if (!refused) letters.push(toLetter(parsed, session));
      if (!state.breaks) {
        answer(refused);
        return;
      }
      state.breaks = false;
      answer(Object.assign(new Error('Closing transmission channel'), { responseCode: 421 }));
    });
  },
});

type Session = Parameters<NonNullable<SMTPServerOptions['onData']>>[1];

const toLetter = (parsed: ParsedMail, session: Session): ReceivedLetter => ({
  from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
  to: session.envelope.rcptTo.map(({ address }) => address),
  subject: parsed.subject ?? '',
  html: parsed.html || '',
  text: parsed.text ?? '',
  messageId: parsed.messageId ?? '',
  isEncrypted: session.secure,
  user: session.user ?? null,
  parsed,
});

/** A certificate of `localhost` that nobody but the one who is given it trusts. */
function makeCertificate() {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'crm-mailbox-'));
  const file = path.join(dir, 'cert.pem');
  const keyFile = path.join(dir, 'key.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', file, '-days', '2', ...subject], {
    stdio: 'ignore',
  });
  return { file, cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}
