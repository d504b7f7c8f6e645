import { execFileSync } from 'node:child_process';
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import path from 'node:path';

/** An OpenID provider on another site than the product, over TLS, where a person presses a button to agree. */
export interface IdentityProvider {
  /** Environment of a product that lets people sign in by it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const COMPANY_SIGN_IN = 'Вход компании';
/** Who agrees there. */
const SUBJECT = 'employee-17';
const CLIENT = { id: 'journeys', secret: 'journeys client secret' };

export async function startIdentityProvider(dir: string): Promise<IdentityProvider> {
  const certificate = path.join(dir, 'provider.pem');
  const keyFile = path.join(dir, 'provider.key');
  makeCertificate(keyFile, certificate);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const granted = new Map<string, URLSearchParams>();
  const issuer = { url: '' };

  const discovery = () => ({
    issuer: issuer.url,
    authorization_endpoint: `${issuer.url}/authorize`,
    token_endpoint: `${issuer.url}/token`,
    jwks_uri: `${issuer.url}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  });
  const exchange = (form: URLSearchParams): object => {
    const asked = granted.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!asked || form.get('client_secret') !== CLIENT.secret || asked.get('code_challenge') !== challenge)
      return { error: 'invalid_grant' };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer.url,
      aud: CLIENT.id,
      sub: SUBJECT,
      nonce: asked.get('nonce'),
      iat: now,
      exp: now + 60,
    };
    const text = [{ alg: 'RS256', kid: 'key' }, claims].map(encoded).join('.');
    const signature = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url');
    return { access_token: 'token', token_type: 'Bearer', expires_in: 60, id_token: `${text}.${signature}` };
  };
  const page = (asked: URLSearchParams): string => {
    const code = randomBytes(8).toString('hex');
    granted.set(code, asked);
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({
      code,
      state: asked.get('state') ?? '',
      session_state: 'x',
    }).toString();
    return `<!doctype html><title>Провайдер</title><a href="${back.href.replaceAll('&', '&amp;')}">Разрешить вход</a>`;
  };

  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certificate) }, (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', issuer.url);
    if (pathname === '/authorize') {
      res.setHeader('Content-Type', 'text/html; charset=utf-8').end(page(searchParams));
      return;
    }
    void formOf(req).then((form) => {
      const answers: Readonly<Record<string, () => object>> = {
        '/.well-known/openid-configuration': discovery,
        '/jwks': () => ({
          keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key', alg: 'RS256', use: 'sig' }],
        }),
        '/token': () => exchange(form),
      };
      res.setHeader('Content-Type', 'application/json').end(JSON.stringify(answers[pathname]?.() ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const address = server.address();
  issuer.url = `https://localhost:${String(typeof address === 'object' && address ? address.port : 0)}`;
  return {
    environment: {
      OAUTH_OIDC_ISSUER: issuer.url,
      OAUTH_OIDC_CLIENT_ID: CLIENT.id,
      OAUTH_OIDC_CLIENT_SECRET: CLIENT.secret,
      OAUTH_OIDC_NAME: COMPANY_SIGN_IN,
      // How a company's own certificate authority is told to the product too.
      NODE_EXTRA_CA_CERTS: certificate,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return new URLSearchParams(text);
}

function makeCertificate(keyFile: string, certificate: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject];
  execFileSync('openssl', [...options, '-keyout', keyFile, '-out', certificate], { stdio: 'ignore' });
}
