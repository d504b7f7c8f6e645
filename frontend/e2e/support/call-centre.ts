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
  const send: Send = async (method, path, body) => {
    const response = await fetch(`${copy.url}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // One caller may ask so often; who sets up a whole company at once waits as he is told.
    if (response.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('Retry-After')) * 1000));
      return send(method, path, body);
    }
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  return send;
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
