/** Keys of one outside provider of sign-in. */
export interface ProviderKeys {
  readonly clientId: string;
  /** Null for a public client: PKCE alone proves that the code is ours. */
  readonly clientSecret: string | null;
  /** In tests alone: where a stand-in of the provider listens. */
  readonly baseUrl: URL | null;
}

/** Outside providers of sign-in; null where one is off. */
export interface OauthEnvironment {
  readonly google: ProviderKeys | null;
  readonly github: ProviderKeys | null;
  readonly vk: ProviderKeys | null;
  readonly ok: (ProviderKeys & { readonly publicKey: string }) | null;
  readonly mailru: ProviderKeys | null;
  readonly yandex: ProviderKeys | null;
  readonly oidc: (ProviderKeys & { readonly issuer: URL; readonly name: string }) | null;
  /** Longest wait for one answer of a provider, in seconds. */
  readonly timeoutSeconds: number;
}

interface Reading {
  readonly text: (name: string) => string | null;
  readonly mistakes: string[];
  /** Stand-ins of providers are for tests. */
  readonly isTest: boolean;
}

const MOST_SECONDS = 30;

/** `OAUTH_*`: a provider is on once its client id is set. */
export function readOauth(reading: Reading): OauthEnvironment {
  return {
    google: readKeys(reading, 'GOOGLE'),
    github: readKeys(reading, 'GITHUB'),
    // VK ID exchanges codes by PKCE; its documents ask for no secret.
    vk: readKeys(reading, 'VK', { needsSecret: false }),
    ok: readOdnoklassniki(reading),
    mailru: readKeys(reading, 'MAILRU'),
    yandex: readKeys(reading, 'YANDEX'),
    oidc: readOidc(reading),
    timeoutSeconds: readTimeout(reading),
  };
}

function readKeys(reading: Reading, provider: string, { needsSecret = true } = {}): ProviderKeys | null {
  const { text, mistakes } = reading;
  const clientId = text(`OAUTH_${provider}_CLIENT_ID`);
  const clientSecret = text(`OAUTH_${provider}_CLIENT_SECRET`);
  const baseUrl = readBase(reading, provider);
  if (clientId === null) return null;
  if (needsSecret && clientSecret === null)
    mistakes.push(`OAUTH_${provider}_CLIENT_ID is set, OAUTH_${provider}_CLIENT_SECRET is not`);
  return { clientId, clientSecret, baseUrl };
}

function readBase({ text, mistakes, isTest }: Reading, provider: string): URL | null {
  const name = `OAUTH_${provider}_BASE_URL`;
  const value = text(name);
  if (value === null) return null;
  if (!isTest || !URL.canParse(value)) mistakes.push(`${name} is an address for tests alone`);
  return URL.canParse(value) ? new URL(value) : null;
}

function readOdnoklassniki(reading: Reading): OauthEnvironment['ok'] {
  const keys = readKeys(reading, 'OK');
  const publicKey = reading.text('OAUTH_OK_PUBLIC_KEY');
  if (keys && publicKey === null)
    reading.mistakes.push('OAUTH_OK_CLIENT_ID is set, OAUTH_OK_PUBLIC_KEY is not');
  return keys && { ...keys, publicKey: publicKey ?? '' };
}

function readOidc(reading: Reading): OauthEnvironment['oidc'] {
  const keys = readKeys(reading, 'OIDC', { needsSecret: false });
  if (!keys) return null;
  const value = reading.text('OAUTH_OIDC_ISSUER') ?? '';
  const issuer = URL.canParse(value) ? new URL(value) : null;
  if (issuer?.protocol !== 'https:')
    reading.mistakes.push(`OAUTH_OIDC_ISSUER is "${value}", an address with https:// is needed`);
  return {
    ...keys,
    issuer: issuer ?? new URL('https://issuer.invalid'),
    name: reading.text('OAUTH_OIDC_NAME') ?? issuer?.hostname ?? 'OpenID',
  };
}

function readTimeout({ text, mistakes }: Reading): number {
  const value = text('OAUTH_TIMEOUT_SECONDS') ?? '5';
  const seconds = Number(value);
  const isRight = seconds > 0 && seconds <= MOST_SECONDS;
  if (!isRight)
    mistakes.push(
      `OAUTH_TIMEOUT_SECONDS is "${value}", a number of at most ${String(MOST_SECONDS)} is needed`,
    );
  return isRight ? seconds : 5;
}
