import { expect } from 'vitest';
import { clientWith, type Client, type TestApi } from '../api.js';
import { accessTokenOf, openBrowser } from '../browser.js';

/** Chosen by whoever was given another. */
export const OWN_PASSWORD = 'a quiet evening by the river';

/** Signs in with a password that somebody else gave, and chooses one's own; the session that is open after that. */
export async function enterWithGiven(
  api: TestApi,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<{ readonly client: Client; readonly token: string; readonly cookie: string }> {
  const browser = openBrowser(api);
  const token = accessTokenOf(await browser.signIn(login, password));
  const client = clientWith(api.url, token);
  const changed = await client
    .put('/api/auth/password')
    .send({ currentPassword: password, newPassword: OWN_PASSWORD });
  expect(changed.status, JSON.stringify(changed.body)).toBe(204);
  const cookie = ((changed.headers['set-cookie'] as unknown as string[] | undefined) ?? [])
    .map((text) => text.split(';')[0] ?? '')
    .join('; ');
  return { client, token, cookie };
}
