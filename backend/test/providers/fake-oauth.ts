import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Keys under which the product is known to every stand-in. */
export const FAKE_CLIENT = {
  clientId: 'crm-client',
  clientSecret: 'crm-client-secret',
  publicKey: 'CRMPUBLICKEY',
};

/** Whoever signs in at a stand-in; what he is called there is the provider's affair. */
export interface FakePerson {
  readonly id: string;
  readonly email?: string;
  readonly isVerified?: boolean;
}

export interface ApiRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** Who is behind an access token; null for one that was not given out. */
  readonly personOf: (token: string | null | undefined) => FakePerson | null;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** What is peculiar to one provider; codes, secrets, redirect addresses and PKCE are checked for all alike. */
export interface FakeShape {
  readonly authorizePath: string;
  readonly tokenPath: string;
  readonly checksPkce: boolean;
  /** Members of the address by which the browser comes back, beside `code` and `state`. */
  readonly backWith?: Readonly<Record<string, string>>;
  /** Further demands on the exchange; a text says what is wrong. */
  readonly exchangeFault?: (form: URLSearchParams, state: string) => string | null;
  readonly tokens: (accessToken: string) => unknown;
  readonly failure: (error: string) => FakeAnswer;
  readonly api: (request: ApiRequest) => FakeAnswer | null;
}

interface Granted {
  readonly person: FakePerson;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly state: string;
}

/** How a stand-in misbehaves from now on. */
export type Trouble = 'none' | 'silent' | 'garbage' | 'broken';

export interface FakeProvider {
  readonly url: string;
  /** The person agrees at the authorization address; returns where the browser is sent back. @throws Error on a wrong request. */
  approve(authorizationUrl: string, person: FakePerson): URL;
  misbehave(trouble: Trouble): void;
  close(): Promise<void>;
}

const secret = (): string => randomBytes(16).toString('hex');

export async function startFakeOauth(shape: FakeShape, redirectUri: string): Promise<FakeProvider> {
  const codes = new Map<string, Granted>();
  const tokens = new Map<string, FakePerson>();
  let trouble: Trouble = 'none';

  const exchange = (form: URLSearchParams): FakeAnswer => {
    const code = form.get('code') ?? '';
    const granted = codes.get(code);
    codes.delete(code);
    const fault = granted ? exchangeFault(shape, form, granted) : 'invalid_grant';
    if (fault !== null || !granted) return shape.failure(fault ?? 'invalid_grant');
    const token = secret();
    tokens.set(token, granted.person);
    return { body: shape.tokens(token) };
  };

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (trouble === 'silent') return;
    const { pathname: path, searchParams: query } = new URL(req.url ?? '', 'http://fake.test');
    const form = new URLSearchParams(await textOf(req));
    if (trouble !== 'none') {
      res.writeHead(trouble === 'broken' ? 502 : 200, { 'Content-Type': 'text/html' });
      res.end('<h1>Технические работы</h1>');
      return;
    }
    const personOf = (token: string | null | undefined) => tokens.get(token ?? '') ?? null;
    const found =
      path === shape.tokenPath
        ? exchange(form)
        : shape.api({ path, headers: req.headers, query, form, personOf });
    const { status = 200, body } = found ?? { status: 404, body: { error: 'not_found' } };
    res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    res.end(JSON.stringify(body));
  };

  const server = await listen((req, res) => void answer(req, res));
  return {
    ...server,
    approve: (address, person) => {
      const granted = readAuthorization(shape, address, redirectUri);
      const code = secret();
      codes.set(code, { ...granted, person });
      const back = new URL(granted.redirectUri);
      for (const [name, value] of Object.entries({ code, state: granted.state, ...shape.backWith }))
        back.searchParams.set(name, value);
      return back;
    },
    misbehave: (next) => {
      trouble = next;
    },
  };
}

function readAuthorization(shape: FakeShape, address: string, redirectUri: string): Omit<Granted, 'person'> {
  const { pathname, searchParams: asked } = new URL(address);
  const state = asked.get('state') ?? '';
  const wanted = {
    response_type: 'code',
    client_id: FAKE_CLIENT.clientId,
    redirect_uri: redirectUri,
    code_verifier: null,
  };
  const method = asked.get('code_challenge_method')?.toUpperCase();
  const isLong = Buffer.from(state, 'base64url').length >= 32;
  const faults = Object.entries(wanted)
    .filter(([name, value]) => asked.get(name) !== value)
    .map(([name]) => name)
    .concat(pathname === shape.authorizePath ? [] : [`path ${pathname}`])
    .concat(method === 'S256' ? [] : ['code_challenge_method'])
    .concat(isLong ? [] : ['state shorter than 256 bits']);
  if (faults.length > 0) throw new Error(`Wrong authorization request: ${faults.join(', ')}`);
  return { redirectUri, state, challenge: shape.checksPkce ? asked.get('code_challenge') : null };
}

function exchangeFault(shape: FakeShape, form: URLSearchParams, granted: Granted): string | null {
  const { clientId, clientSecret } = FAKE_CLIENT;
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return 'invalid_client';
  if (form.get('grant_type') !== 'authorization_code') return 'unsupported_grant_type';
  if (form.get('redirect_uri') !== granted.redirectUri) return 'redirect_uri_mismatch';
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (granted.challenge !== null && challenge !== granted.challenge) return 'invalid_grant';
  return shape.exchangeFault?.(form, granted.state) ?? null;
}

/** A server on a free port of this machine. */
export async function listen(
  handle: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
