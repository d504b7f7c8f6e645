import { isIP } from 'node:net';
import nodemailer from 'nodemailer';
import type { MailEnvironment } from '../../../platform/config/mail.js';
import type { RenderedLetter } from '../templates/render-letter.js';
import { vetHost } from './allowed-hosts.js';
import type { ChosenServer } from './smtp-servers.js';

export interface OutgoingLetter extends RenderedLetter {
  readonly to: string;
  readonly messageId: string;
  readonly locale: string;
}

/** Hands a letter in. @throws an error of nodemailer's; see `smtp-failure.rules.ts`. */
export type SendBySmtp = (server: ChosenServer, letter: OutgoingLetter) => Promise<void>;

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** The only place that speaks SMTP. One connection a letter: letters are few, and a kept connection would outlive a changed account. */
export function createSendBySmtp({
  mail,
  publicUrl,
}: {
  readonly mail: MailEnvironment;
  readonly publicUrl: URL;
}): SendBySmtp {
  return async (server, { to, subject, html, text, messageId, locale }) => {
    const address = server.isOfOrganization ? await vettedAddress(server, mail.allowedHosts) : server.host;
    const transport = nodemailer.createTransport({
      host: address,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      ...(server.username !== null && { auth: { user: server.username, pass: server.password ?? '' } }),
      tls: {
        minVersion: 'TLSv1.2',
        ...(isIP(server.host) === 0 && { servername: server.host }),
        ...(mail.trustedCertificates !== null && { ca: mail.trustedCertificates }),
      },
      // What we call ourselves; the machine's own name is nobody's business.
      name: publicUrl.hostname,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from: { address: server.from.address, name: server.from.name ?? '' },
        // As an object: an address is never read as a list of several.
        to: { address: to, name: '' },
        subject,
        html,
        text,
        messageId,
        headers: {
          // Nobody's absence notice answers, and no list of answers is made.
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': locale,
        },
      });
    } finally {
      transport.close();
    }
  };
}

async function vettedAddress(server: ChosenServer, allowedHosts: readonly string[]): Promise<string> {
  const verdict = await vetHost(server, allowedHosts);
  if (verdict.kind === 'allowed') return verdict.address;
  throw Object.assign(new Error(verdict.kind === 'refused' ? 'host is not allowed' : 'host is not known'), {
    code: verdict.kind === 'refused' ? 'EHOST' : 'EDNS',
  });
}
