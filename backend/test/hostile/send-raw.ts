import http from 'node:http';

export interface RawRequest {
  readonly method: string;
  /** As it goes over the wire: nothing is normalised or escaped. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON; null when it is none. */
  readonly json: Readonly<Record<string, unknown>> | null;
}

export type SendRaw = (request: RawRequest) => Promise<RawAnswer>;

/** Sends requests exactly as they are told, over connections that are kept. A stream is read until its first bytes. */
export function createSender(url: string): { readonly send: SendRaw; readonly close: () => void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  const send: SendRaw = ({ method, path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const request = http.request(
        { agent, hostname, port, method, path, headers: { ...length, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          const finish = (): void => {
            resolve(toAnswer(response, Buffer.concat(chunks).toString('utf8')));
          };
          const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            if (!isStream) return;
            finish();
            response.destroy();
          });
          response.on('end', finish);
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  return { send, close: () => agent.destroy() };
}

function toAnswer({ statusCode = 0, headers }: http.IncomingMessage, text: string): RawAnswer {
  return { status: statusCode, headers, text, json: parse(text) };
}

function parse(text: string): RawAnswer['json'] {
  try {
    return JSON.parse(text) as RawAnswer['json'];
  } catch {
    return null;
  }
}

/** Why an answer is not a well-formed refusal of the caller's mistake; null when it is one. */
export function complaintAbout({ status, headers, json, text }: RawAnswer): string | null {
  if (status < 400 || status > 499) return `answered ${String(status)} ${text.slice(0, 200)}`;
  const isProblem = headers['content-type']?.startsWith('application/problem+json') === true;
  if (!isProblem || json?.['success'] !== false || typeof json['code'] !== 'string')
    return `${String(status)} without a problem: ${text.slice(0, 200)}`;
  return null;
}

/** Names of the fields that a 422 tells of. */
export const namedFields = ({ json }: RawAnswer): string[] =>
  ((json?.['errors'] ?? []) as { field: string }[]).map(({ field }) => field);
