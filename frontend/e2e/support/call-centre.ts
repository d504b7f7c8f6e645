import type { Credentials, ProductCopy } from './copy';

/** People of the journeys; the first's phone is extension 101. */
export const ANNA: Credentials & { name: string; extension: string } = {
  login: 'anna',
  password: 'journeys anna password',
  name: 'Анна Власова',
  extension: '101',
};
export const KIRILL: Credentials & { name: string; extension: string } = {
  login: 'kirill',
  password: 'journeys kirill password',
  name: 'Кирилл Зайцев',
  extension: '102',
};
/** A number of the company: campaign Авито, Саратов. */
export const LINE = '74950000101';
export const MASTER = 'Олег Сафин';

type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

export async function signInByApi(copy: ProductCopy, { login, password }: Credentials): Promise<Send> {
  const signedIn = await fetch(`${copy.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!signedIn.ok) throw new Error(`Signing in as ${login} failed: ${await signedIn.text()}`);
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  const ask = (method: string, path: string, body: unknown): Promise<Response> =>
    fetch(`${copy.url}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return async (method, path, body) => {
    let response = await ask(method, path, body);
    // One person's requests of a second are limited; whoever sends many waits for as long as he is told.
    while (response.status === 429) {
      await new Promise((resolve) =>
        setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)),
      );
      response = await ask(method, path, body);
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}

type NewPerson = Credentials & Readonly<Record<string, unknown>>;

/** Employs somebody whose password is a first one: he has yet to choose his own. Answers with the row. */
export async function giveFirstPassword(copy: ProductCopy, person: NewPerson): Promise<unknown> {
  const send = await signInByApi(copy, copy.admin);
  return send('POST', '/operators', { city: 'Саратов', role: 'operator', status: 'active', ...person });
}

/** Employs somebody who has chosen his password in place of the first one, as the product asks. Answers with the row. */
export async function employ(copy: ProductCopy, { login, password, ...person }: NewPerson): Promise<unknown> {
  const given = { login, password: `first ${password}` };
  const made = await giveFirstPassword(copy, { ...person, ...given });
  // No session of his is left: journeys count them.
  const send = await chooseOwnPassword(copy, given, password);
  await send('POST', '/auth/logout');
  return made;
}

/** Signs in with the password that was given and chooses another; answers as whoever did. */
export async function chooseOwnPassword(copy: ProductCopy, given: Credentials, own: string): Promise<Send> {
  const send = await signInByApi(copy, given);
  await send('PUT', '/auth/password', { currentPassword: given.password, newPassword: own });
  return send;
}

/** What an admin sets up before the first call: two operators, a number, a master. */
export async function prepareCallCentre(copy: ProductCopy): Promise<void> {
  const send = await signInByApi(copy, copy.admin);
  for (const person of [ANNA, KIRILL]) await employ(copy, person);
  await send('POST', '/phones', { number: LINE, rk: 'Авито', city: 'Саратов' });
  await send('POST', '/masters', { name: MASTER, cities: ['Саратов'] });
}
