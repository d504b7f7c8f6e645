import { expect, test } from '@playwright/test';
import { KIRILL } from './support/call-centre';
import { productCopy } from './support/copy';
import { COMPANY_SIGN_IN } from './support/identity-provider';
import { expectAccessible, expectNoSideScroll, signIn } from './support/pages';

test.use({ ignoreHTTPSErrors: true });

test('a person links the company’s sign-in, comes back signed in, and gets in by it from then on', async ({
  page,
  context,
}) => {
  const { url } = productCopy();
  await signIn(page, KIRILL);
  await page.goto(`${url}/profile`);
  await page.getByRole('button', { name: `Привязать ${COMPANY_SIGN_IN}` }).click();
  await page.getByRole('link', { name: 'Разрешить вход' }).click();

  // The Strict refresh cookie does not come along from another site; the page asks for the session by itself.
  await expect(page.getByText(`${COMPANY_SIGN_IN}: вход привязан`)).toBeVisible();
  await expect(page).toHaveURL(`${url}/profile`);
  await expectAccessible(page);

  await context.clearCookies({ name: 'crm_rt' });
  await page.goto(`${url}/orders?status=new`);
  await expect(page).toHaveURL(/\/login\?returnTo=/);
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.getByRole('link', { name: `Войти через ${COMPANY_SIGN_IN}` }).click();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('link', { name: 'Разрешить вход' }).click();

  await expect(page).toHaveURL(`${url}/orders?status=new`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const cookies = await context.cookies(url);
  expect(cookies.find(({ name }) => name === 'crm_rt')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect(cookies.find(({ name }) => name === 'crm_browser')).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
  });
  // No token stands in any address or storage.
  expect(requests.filter((address) => /eyJ|v1\.[0-9a-f-]{36}/.test(address))).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(stored).not.toMatch(/eyJ|v1\.[0-9a-f-]{36}/);
});

test('the way back from a provider is worth nothing in another browser', async ({ page, browser }) => {
  const { url } = productCopy();
  await page.goto(`${url}/login`);
  await page.getByRole('link', { name: `Войти через ${COMPANY_SIGN_IN}` }).click();
  const back = await page.getByRole('link', { name: 'Разрешить вход' }).getAttribute('href');
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(back ?? '');
  await expect(stranger.getByRole('alert')).toContainText('не завершён');
  await expect(stranger).toHaveURL(/\/login\?oauth=expired/);
  await stranger.context().close();
});
