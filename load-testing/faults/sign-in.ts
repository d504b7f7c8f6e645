/** An access token for login and password. */
export async function signIn(
  url: string,
  credentials: { readonly login: string; readonly password: string },
): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: credentials.login, password: credentials.password }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${String(answer.status)} ${await answer.text()}`);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
