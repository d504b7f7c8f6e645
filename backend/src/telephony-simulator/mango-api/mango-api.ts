import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { signatureOf, type Credentials } from '../delivery.js';
import { createOneTimeLinks } from './one-time-links.js';
import { createWrongRequests } from './wrong-requests.js';

export interface AudioFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/** A recording, or the code with which it is refused. */
export type RecordingAnswer = AudioFile | { readonly code: number };

export interface MangoApiOptions {
  readonly credentials: () => Credentials;
  /** What stands behind a recording's id. */
  readonly recording: (recordingId: string) => RecordingAnswer;
  /** Outcome of a `commands/…` request; 1000 is accepted. */
  readonly command?: (name: string, fields: Readonly<Record<string, unknown>>) => number;
  /** Rows of `stats/result`, as CSV. */
  readonly statistics?: () => string;
  /** Failures as HTTP 420 with `code`, as the older document has it, or as 200 with `result`. */
  readonly errorStyle?: 'status' | 'result';
  readonly requestsPerSecond?: number;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Told of every request, for tests that count. */
  readonly onRequest?: (path: string) => void;
}

export interface MangoApi {
  /** Base address, with a slash at its end: `http://127.0.0.1:<port>/vpbx/`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST_BODY = 1_000_000;
const DONE = 1000;
const WRONG_SIGNATURE = 3102;
const MISSING = 3103;
const WRONG_KEY = 3105;
const BAD_JSON = 3400;

/** What Mango Office answers, as far as the CRM asks: recordings by one-time links, commands, statistics (`mango.md` §7–§12). */
export async function startMangoApi(options: MangoApiOptions, port = 0): Promise<MangoApi> {
  const answer = createAnswers(options);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    port: bound,
    url: `http://127.0.0.1:${String(bound)}/vpbx/`,
    close: () => closeServer(server),
  };
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

type Fields = Readonly<Record<string, unknown>>;
type Method = (fields: Fields, response: ServerResponse) => void;

function createAnswers(options: MangoApiOptions) {
  const { now = Date.now, onRequest, errorStyle = 'status' } = options;
  const links = createOneTimeLinks<AudioFile>();
  const wrong = createWrongRequests(now);
  const isTooFast = createPaceLimit(now, options.requestsPerSecond ?? 10);

  const refuse = (response: ServerResponse, code: number): void => {
    wrong.note(code);
    if (errorStyle === 'result') json(response, 200, { result: code });
    else json(response, 420, { code });
  };

  const methods = createMethods(options, { links, refuse });

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://mango.invalid');
    onRequest?.(pathname);
    const token = /^\/files\/([\w-]+)$/.exec(pathname)?.[1];
    if (token !== undefined) {
      sendFile(response, links.take(token));
      return;
    }
    const form = new URLSearchParams(await readBody(request));
    if (wrong.isQuarantined()) json(response, 401, { name: 'Unauthorized', code: 0, status: 401 });
    else if (isTooFast())
      json(response, 429, {
        name: 'Service Unavailable',
        message: 'Rate limit exceeded.',
        code: 0,
        status: 429,
      });
    else call(pathname, form, response);
  };

  function call(pathname: string, form: URLSearchParams, response: ServerResponse): void {
    const fields = readForm(form, options.credentials());
    if (typeof fields === 'number') {
      refuse(response, fields);
      return;
    }
    const name = pathname.replace(/^\/vpbx\//, '').replace(/\/$/, '');
    const method = methods[name.startsWith('commands/') ? 'commands' : name];
    if (method) method({ ...fields, $name: name.replace('commands/', '') }, response);
    else json(response, 404, { name: 'Not Found', message: 'Page not found.', code: 0, status: 404 });
  }
}

interface MethodTools {
  readonly links: ReturnType<typeof createOneTimeLinks<AudioFile>>;
  readonly refuse: (response: ServerResponse, code: number) => void;
}

function createMethods(
  options: MangoApiOptions,
  { links, refuse }: MethodTools,
): Readonly<Record<string, Method>> {
  const asked = new Map<string, number>();
  return {
    'queries/recording/post': ({ recording_id: id }, response) => {
      const found = typeof id === 'string' ? options.recording(id) : { code: MISSING };
      if ('code' in found) {
        refuse(response, found.code);
        return;
      }
      response
        .writeHead(302, { Location: `http://${response.req.headers.host ?? ''}/files/${links.add(found)}` })
        .end();
    },
    commands: ({ $name, ...fields }, response) => {
      const code = options.command?.(String($name), fields) ?? DONE;
      if (code === DONE) json(response, 200, { result: DONE });
      else refuse(response, code);
    },
    'stats/request': (_, response) => {
      const key = `stat-${String(asked.size + 1)}`;
      asked.set(key, 0);
      json(response, 200, { key });
    },
    'stats/result': ({ key }, response) => {
      const times = asked.get(String(key));
      if (times === undefined) {
        response.writeHead(404).end();
        return;
      }
      asked.set(String(key), times + 1);
      // Never ready at the first look.
      if (times === 0) response.writeHead(204).end();
      else response.writeHead(200, { 'Content-Type': 'text/csv' }).end(options.statistics?.() ?? '');
    },
    'account/balance': (_, response) => {
      json(response, 200, { result: DONE, balance: 4250.5, currency: 'RUB' });
    },
  };
}

/** The signed fields, or the code of what is wrong with the form. */
function readForm(form: URLSearchParams, credentials: Credentials): Fields | number {
  const text = form.get('json');
  const sign = form.get('sign');
  const key = form.get('vpbx_api_key');
  if (text === null || sign === null || key === null) return MISSING;
  if (key !== credentials.apiKey) return WRONG_KEY;
  const wanted = Buffer.from(signatureOf(text, credentials));
  const given = Buffer.from(sign);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return WRONG_SIGNATURE;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return BAD_JSON;
  }
}

function createPaceLimit(now: () => number, perSecond: number): () => boolean {
  let recent: number[] = [];
  return () => {
    recent = [...recent.filter((at) => now() - at < 1000), now()];
    return recent.length > perSecond;
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('The body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function sendFile(response: ServerResponse, file: AudioFile | undefined): void {
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>404</h1>');
    return;
  }
  response
    .writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': file.body.length })
    .end(file.body);
}
