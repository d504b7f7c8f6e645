import createClient from 'openapi-fetch';
import { i18n } from '@/shared/i18n';
import { askForProof, demandOwnPassword, demandSecondFactor } from './demands';
import { networkProblem, problemFrom, problemOf } from './problem';
import { ensureFreshToken, refreshSession } from './refresh';
import type { paths } from './schema.gen';
import { currentSession } from './session';

/** Typed by the OpenAPI document. Wrap every call in `unwrap`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; throws `ApiProblem` otherwise. `const { data } = await unwrap(api.GET(…))`. */
export async function unwrap<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await request;
  if (!response.ok) throw problemFrom(error, response);
  return data as Data;
}

/**
 * `fetch` with the session's token and language. Where the server wants the person to prove anew that it is he, he is
 * asked, and the request is repeated once. Where he must choose a password of his own, or his role must have a second
 * factor, the router leads him to it.
 */
export async function authorizedFetch(request: Request): Promise<Response> {
  const repeat = request.clone();
  const focused = document.activeElement;
  const response = await renewedFetch(request);
  if (response.status !== 403) return response;
  const { code } = await problemOf(response);
  if (code === 'password_change_required') demandOwnPassword(true);
  if (code === 'second_factor_required') demandSecondFactor(true);
  if (code !== 'step_up_required' || !(await askForProof(focused))) return response;
  return renewedFetch(repeat);
}

/**
 * A 401 asks for one new token and repeats the request once; when that is refused too, the session is over and the
 * router shows the sign-in page.
 */
async function renewedFetch(request: Request): Promise<Response> {
  const repeat = request.clone();
  await ensureFreshToken();
  const response = await send(request);
  if (response.status !== 401 || !(await canRenew(response))) return response;
  await refreshSession();
  return send(repeat);
}

async function send(request: Request): Promise<Response> {
  const session = currentSession();
  if (session.status === 'signed-in') request.headers.set('Authorization', `Bearer ${session.accessToken}`);
  request.headers.set('Accept-Language', i18n.language);
  return fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  });
}

async function canRenew(response: Response): Promise<boolean> {
  if (currentSession().status !== 'signed-in') return false;
  const { code } = await problemOf(response);
  return code !== 'invalid_credentials' && code !== 'invalid_code';
}
