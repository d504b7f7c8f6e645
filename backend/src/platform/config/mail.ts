import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/** How the connection to an SMTP server is kept secret: not at all, by STARTTLS without fail, or by TLS from the first byte. */
export const SMTP_SECURITY = ['none', 'starttls', 'tls'] as const;
export type SmtpSecurity = (typeof SMTP_SECURITY)[number];

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly username: string | null;
  readonly password: string | null;
  readonly from: { readonly address: string; readonly name: string | null };
}

export interface MailEnvironment {
  /** The installation's server; null: only organisations with an account of their own send letters. */
  readonly server: SmtpServer | null;
  /** PEM of authorities trusted besides the public ones. */
  readonly trustedCertificates: string | null;
  /** Names, addresses and networks inside which organisations may have their server; without them only public ones. */
  readonly allowedHosts: readonly string[];
}

const DEFAULT_PORT: Readonly<Record<SmtpSecurity, number>> = { none: 25, starttls: 587, tls: 465 };
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

export function readMail(optional: (name: string) => string | null, mistakes: string[]): MailEnvironment {
  const url = optional('SMTP_URL');
  const from = optional('MAIL_FROM');
  return {
    server: url === null ? null : readServer(url, from, mistakes),
    trustedCertificates: readCertificates(optional('SMTP_CA_FILE'), mistakes),
    allowedHosts: readAllowedHosts(optional('SMTP_ALLOWED_HOSTS') ?? '', mistakes),
  };
}

function readAllowedHosts(value: string, mistakes: string[]): string[] {
  const hosts = value
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean);
  for (const host of hosts) {
    if (!isHostOrNetwork(host))
      mistakes.push(
        `SMTP_ALLOWED_HOSTS has "${host}", a name, address or network such as 10.0.0.0/8 is needed`,
      );
  }
  return hosts;
}

function isHostOrNetwork(host: string): boolean {
  const [address = '', bits, ...rest] = host.split('/');
  if (bits === undefined) return isIP(host) !== 0 || /^[a-z0-9.-]+$/.test(host);
  const most = isIP(address) === 4 ? 32 : 128;
  return rest.length === 0 && isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

// The value holds a password, so a mistake names the variable alone.
function readServer(value: string, from: string | null, mistakes: string[]): SmtpServer | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    mistakes.push('SMTP_URL is not an address such as smtp://user:password@host:587 or smtps://host');
    return null;
  }
  const sender = readSender(from, mistakes);
  const security = readSecurity(url, mistakes);
  if (!sender || !security) return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT[security] : Number(url.port),
    security,
    username: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    from: sender,
  };
}

/** `smtps:` is TLS; `smtp:` is STARTTLS, but in the clear to a relay on this very machine. `?security=` says otherwise. */
function readSecurity(url: URL, mistakes: string[]): SmtpSecurity | null {
  const asked = url.searchParams.get('security');
  if (asked === null) {
    if (url.protocol === 'smtps:') return 'tls';
    return isLoopback(url.hostname) ? 'none' : 'starttls';
  }
  const known = SMTP_SECURITY.find((security) => security === asked);
  if (!known) mistakes.push(`SMTP_URL asks for another security than ${SMTP_SECURITY.join(', ')}`);
  return known ?? null;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** `address` or `Name <address>`. */
function readSender(from: string | null, mistakes: string[]): SmtpServer['from'] | null {
  if (from === null) {
    mistakes.push('MAIL_FROM is not set, and SMTP_URL is');
    return null;
  }
  const [, name = '', inBrackets] = /^(.*)<([^<>]+)>$/.exec(from) ?? [];
  const address = (inBrackets ?? from).trim();
  if (!ADDRESS.test(address)) {
    mistakes.push(`MAIL_FROM is "${from}", an address or "Name <address>" is needed`);
    return null;
  }
  return { address, name: name.trim().replace(/^"(.*)"$/, '$1') || null };
}

function readCertificates(file: string | null, mistakes: string[]): string | null {
  if (file === null) return null;
  if (!existsSync(file)) {
    mistakes.push(`SMTP_CA_FILE is "${file}", which is not there`);
    return null;
  }
  return readFileSync(file, 'utf8');
}
