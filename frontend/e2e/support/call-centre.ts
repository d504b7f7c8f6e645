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

/** What an admin sets up before the first call: two operators, a number, a master. */
export async function prepareCallCentre(copy: ProductCopy): Promise<void> {
  const send = await signInByApi(copy, copy.admin);
  for (const { login, password, name, extension } of [ANNA, KIRILL]) {
    await send('POST', '/operators', {
      name,
      login,
      password,
      extension,
      city: 'Саратов',
      role: 'operator',
      status: 'active',
    });
  }
  await send('POST', '/phones', { number: LINE, rk: 'Авито', city: 'Саратов' });
  await send('POST', '/masters', { name: MASTER, cities: ['Саратов'] });
}
