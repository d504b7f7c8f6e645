import { unavailable } from './provider.js';

/** Answers of providers are small; what is longer is no answer. */
const MOST_BYTES = 256 * 1024;

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What a provider's API is asked; every answer must be a JSON object or array. */
export interface OutsideCalls {
  readonly fetch: Fetch;
  /** @throws {ProviderFailure} `unavailable`. */
  getJson(url: URL, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** @throws {ProviderFailure} `unavailable`. */
  postForm(url: URL, form: Readonly<Record<string, string>>): Promise<unknown>;
}

export interface OutsideCallsOptions {
  /** Longest wait for one answer. */
  readonly timeoutSeconds: number;
  /** In tests: who answers in the provider's place, whatever the host. */
  readonly standIn: URL | null;
}

/** Calls that end: no redirect is followed, no answer is waited for or read without end. */
export function createOutsideCalls({ timeoutSeconds, standIn }: OutsideCallsOptions): OutsideCalls {
  const bounded: Fetch = async (address, init = {}) => {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const [url, headers] = standIn ? atStandIn(new URL(address), standIn) : [address, {}];
    const given = Object.fromEntries(new Headers(init.headers));
    const response = await fetch(url, {
      ...init,
      headers: { ...given, ...headers },
      redirect: 'manual',
      signal,
    });
    const body = await readBounded(response);
    // A body is not allowed with these, not even an empty one.
    const isBare = response.status === 204 || response.status === 304;
    return new Response(isBare ? null : body, { status: response.status, headers: response.headers });
  };
  const ask = async (url: URL, init: RequestInit): Promise<unknown> => {
    const where = `${url.origin}${url.pathname}`;
    const response = await bounded(url, init).catch((error: unknown) => {
      throw unavailable(`${where} does not answer`, error);
    });
    if (!response.ok) throw unavailable(`${where} answers ${String(response.status)}`);
    const value: unknown = await response.json().catch((error: unknown) => {
      throw unavailable(`${where} does not answer in JSON`, error);
    });
    if (typeof value !== 'object' || value === null) throw unavailable(`${where} answers nonsense`);
    return value;
  };
  return {
    fetch: bounded,
    getJson: (url, headers = {}) => ask(url, { headers: { Accept: 'application/json', ...headers } }),
    postForm: (url, form) =>
      ask(url, { method: 'POST', body: new URLSearchParams(form), headers: { Accept: 'application/json' } }),
  };
}

async function readBounded(response: Response): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > MOST_BYTES) throw new Error('The answer is too long');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks)).buffer;
}

/** The same path at the stand-in, which hears as whom it is asked as a server behind a proxy does. */
const atStandIn = (url: URL, standIn: URL): [URL, Record<string, string>] => [
  new URL(`${url.pathname}${url.search}`, standIn),
  { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': url.host },
];
