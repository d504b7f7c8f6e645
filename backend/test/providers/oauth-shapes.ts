import { createHash } from 'node:crypto';
import {
  FAKE_CLIENT,
  type ApiRequest,
  type FakeAnswer,
  type FakePerson,
  type FakeShape,
} from './fake-oauth.js';

/** Stand-ins in the shapes of the providers' documents, which the comments of `identity/oauth/providers` name. */
const failsWith = (status: number) => (error: string) => ({
  status,
  body: { error, error_description: 'Wrong request' },
});
const UNAUTHORIZED: FakeAnswer = { status: 401, body: { message: 'Bad credentials' } };
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const bearer = ({ headers, personOf }: ApiRequest, scheme: string): FakePerson | null => {
  const [given, token] = (headers.authorization ?? '').split(' ');
  return given === scheme ? personOf(token) : null;
};

/** Failures come with status 200; the API refuses whoever names no user agent. */
export const GITHUB: FakeShape = {
  authorizePath: '/login/oauth/authorize',
  tokenPath: '/login/oauth/access_token',
  checksPkce: true,
  tokens: (token) => ({ access_token: token, scope: 'user:email', token_type: 'bearer' }),
  failure: failsWith(200),
  api: (request) => {
    const person = bearer(request, 'Bearer');
    if (!person || !request.headers['user-agent']) return UNAUTHORIZED;
    if (request.path === '/user') return { body: { id: Number(person.id), login: 'octocat', email: null } };
    const own = {
      email: person.email,
      verified: person.isVerified ?? false,
      primary: true,
      visibility: 'private',
    };
    const old = { email: 'old@example.org', verified: true, primary: false, visibility: null };
    return request.path === '/user/emails' ? { body: person.email ? [old, own] : [old] } : null;
  },
};

/** The exchange asks for the device of the way back and for the state; with the tokens comes an ID token of its own kind. */
export const VK: FakeShape = {
  authorizePath: '/authorize',
  tokenPath: '/oauth2/auth',
  checksPkce: true,
  backWith: { device_id: 'device-1', type: 'code_v2', expires_in: '600', ext_id: 'ext' },
  exchangeFault: (form, state) =>
    form.get('device_id') === 'device-1' && form.get('state') === state ? null : 'invalid_request',
  tokens: (token) => ({
    ...{ access_token: token, refresh_token: 'r', id_token: 'not.an.openid-token', token_type: 'Bearer' },
    ...{ expires_in: 3600, user_id: 1, state: 'state', scope: 'vkid.personal_info' },
  }),
  failure: failsWith(200),
  api: ({ path, form, personOf }) => {
    if (path !== '/oauth2/user_info' || form.get('client_id') !== FAKE_CLIENT.clientId) return null;
    const person = personOf(form.get('access_token'));
    const { id: user_id, email } = person ?? {};
    return person
      ? { body: { user: { user_id, first_name: 'Иван', last_name: 'И.', email, verified: true } } }
      : { body: { error: 'invalid_token', error_description: 'access_token is missing or invalid' } };
  },
};

/** Knows no PKCE, calls its tokens `session`, answers failures with status 200, and takes signed calls only. */
export const ODNOKLASSNIKI: FakeShape = {
  authorizePath: '/oauth/authorize',
  tokenPath: '/oauth/token.do',
  checksPkce: false,
  tokens: (token) => ({ access_token: token, token_type: 'session', refresh_token: 'r', expires_in: '1800' }),
  failure: failsWith(200),
  api: ({ path, form, personOf }) => {
    if (path !== '/fb.do' || form.get('method') !== 'users.getCurrentUser') return null;
    const token = form.get('access_token') ?? '';
    const signed = [...form].filter(([name]) => name !== 'sig' && name !== 'access_token');
    const text = signed
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('');
    const sig = md5(`${text}${md5(`${token}${FAKE_CLIENT.clientSecret}`)}`);
    const isOurs = form.get('application_key') === FAKE_CLIENT.publicKey;
    if (!isOurs || form.get('sig') !== sig)
      return {
        body: { error_code: 104, error_msg: 'PARAM_SIGNATURE : Invalid signature', error_data: null },
      };
    const person = personOf(token);
    return person
      ? { body: { uid: person.id } }
      : { body: { error_code: 102, error_msg: 'PARAM_SESSION_EXPIRED : Session expired', error_data: null } };
  },
};

/** Its tokens have no type; the token of a call stands in the address. */
export const MAIL_RU: FakeShape = {
  authorizePath: '/login',
  tokenPath: '/token',
  checksPkce: true,
  tokens: (token) => ({ expires_in: 3600, refresh_token: 'r', access_token: token }),
  failure: failsWith(400),
  api: ({ path, query, personOf }) => {
    const person = path === '/userinfo' ? personOf(query.get('access_token')) : null;
    if (!person)
      return { body: { error: 'token not found', error_code: 6, error_description: 'token not found' } };
    const { id, email } = person;
    return { body: { id, email, client_id: FAKE_CLIENT.clientId, nickname: 'Иван', gender: 'm', image: '' } };
  },
};

/** Its tokens go into a header of its own scheme; the answer says for which application they were given. */
export const YANDEX: FakeShape = {
  authorizePath: '/authorize',
  tokenPath: '/token',
  checksPkce: true,
  backWith: { cid: 'abc' },
  tokens: (token) => ({
    access_token: token,
    expires_in: 31_536_000,
    refresh_token: 'r',
    token_type: 'bearer',
  }),
  failure: failsWith(400),
  api: (request) => {
    const person = request.path === '/info' ? bearer(request, 'OAuth') : null;
    if (!person) return UNAUTHORIZED;
    const { id, email } = person;
    return {
      body: {
        id,
        login: 'ivan',
        client_id: FAKE_CLIENT.clientId,
        default_email: email,
        emails: [email],
        psuid: '1',
      },
    };
  },
};
