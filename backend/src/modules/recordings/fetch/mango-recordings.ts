import { FetchFailure } from './fetch-failure.js';
import { readCode, toFailure } from './mango-answer.js';

export interface TelephonyAccount {
  readonly id: number;
  readonly apiKey: string;
  readonly apiSalt: string;
  /** Ends with a slash. */
  readonly apiBaseUrl: string;
}

export interface MangoRecordingsDeps {
  /** Mango's signature of a JSON text. */
  readonly sign: (json: string, credentials: { apiKey: string; apiSalt: string }) => string;
  /** How long an address may take to be told, and a file to come, in milliseconds. */
  readonly timeouts?: { readonly linkMs: number; readonly fileMs: number };
}

export type MangoRecordings = ReturnType<typeof createMangoRecordings>;

const DEFAULT_TIMEOUTS = { linkMs: 15_000, fileMs: 120_000 };
const LONGEST_ERROR_BODY = 10_000;

/** Mango's side of fetching (`POST queries/recording/post`, then a GET of the one-time address it redirects to). */
export function createMangoRecordings({ sign, timeouts = DEFAULT_TIMEOUTS }: MangoRecordingsDeps) {
  /**
   * Asks for the address of a recording. It is good for one access, so it is used at once and never kept.
   * @throws {FetchFailure}
   */
  const requestLink = async (account: TelephonyAccount, recordingId: string): Promise<URL> => {
    const json = JSON.stringify({ recording_id: recordingId, action: 'download' });
    const form = new URLSearchParams({ vpbx_api_key: account.apiKey, sign: sign(json, account), json });
    const address = new URL('queries/recording/post', account.apiBaseUrl);
    const response = await call(address, { method: 'POST', body: form, timeoutMs: timeouts.linkMs });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) throw await failureOf(response);
    await response.body?.cancel();
    return allowedAddress(location, address);
  };

  /** @throws {FetchFailure} */
  const download = async (link: URL): Promise<Response> => {
    const response = await call(link, { method: 'GET', timeoutMs: timeouts.fileMs });
    if (response.status !== 200) throw await failureOf(response);
    return response;
  };

  return { requestLink, download };
}

interface CallOptions {
  readonly method: 'GET' | 'POST';
  readonly body?: URLSearchParams;
  readonly timeoutMs: number;
}

async function call(url: URL, { timeoutMs, ...init }: CallOptions): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new FetchFailure('unreachable', 'no_answer', { cause });
  }
}

async function failureOf(response: Response): Promise<FetchFailure> {
  const body = await response.text().catch(() => '');
  return toFailure({ status: response.status, code: readCode(body.slice(0, LONGEST_ERROR_BODY)) });
}

/**
 * Files come from Mango's own hosts by the protocol we asked with; a redirect elsewhere (into our own network, say) is not followed.
 * @throws {FetchFailure}
 */
function allowedAddress(location: string, asked: URL): URL {
  const url = URL.canParse(location, asked) ? new URL(location, asked) : null;
  const isOwnHost = url?.host === asked.host || url?.hostname.endsWith(`.${domainOf(asked.hostname)}`);
  if (!url || !isOwnHost || url.protocol !== asked.protocol)
    throw new FetchFailure('refused', 'foreign_address');
  return url;
}

/** `mango-office.ru` of `app.mango-office.ru`; an address in figures, or a name alone, stands for itself. */
const domainOf = (hostname: string): string =>
  /^[\d.]+$|:/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
