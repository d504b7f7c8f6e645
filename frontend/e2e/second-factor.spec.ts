import { expect, test, type Page } from '@playwright/test';
import { paths } from '../src/shared/config/paths';
import { createAuthenticator } from './support/authenticator';
import { productCopy } from './support/copy';
import { expectAccessible, expectNoSideScroll, signIn, signOut } from './support/pages';
import { employ, type Person } from './support/people';

/** Login and password; the page then asks for a code. */
async function startSigningIn(page: Page, { login, password }: Person): Promise<void> {
  await page.goto(productCopy().url + paths.login);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Код из приложения')).toBeFocused();
}

test('a person turns the sign-in code on, gets in by it and by a recovery code, and turns it off', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { url } = productCopy();
  const person = await employ(productCopy(), 'Вера Панина');
  const factor = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Вход с кодом' }) });
  const security = async (): Promise<void> => {
    await page.goto(url + paths.mySecurity);
    await expect(factor).toBeVisible();
  };
  await signIn(page, person);
  await security();
  await factor.getByRole('button', { name: 'Включить' }).click();
  const key = await factor.locator('code').textContent();
  const app = createAuthenticator(key ?? '');
  await expect(factor.getByRole('img', { name: /QR-код/ })).toBeVisible();
  await expectAccessible(page);
  await factor.getByLabel('Код из приложения').fill('000000');
  await factor.getByRole('button', { name: 'Включить вход с кодом' }).click();
  await expect(factor.getByText(/Код не подошёл/)).toBeVisible();
  await factor.getByLabel('Код из приложения').fill(app.nextCode());
  await factor.getByRole('button', { name: 'Включить вход с кодом' }).click();
  const list = factor.getByRole('list', { name: 'Коды восстановления' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  const [first = '', second = ''] = await list.getByRole('listitem').allTextContents();
  await expect(factor.getByRole('button', { name: 'Готово' })).toBeDisabled();
  await expectAccessible(page);
  await factor.getByLabel('Коды сохранены').check();
  await factor.getByRole('button', { name: 'Готово' }).click();
  await expect(factor.getByText('Осталось 10 кодов восстановления')).toBeVisible();

  await signOut(page);
  await startSigningIn(page, person);
  await expectAccessible(page);
  await expectNoSideScroll(page);
  // Six digits are sent by themselves.
  await page.getByLabel('Код из приложения').fill(app.nextCode());
  await expect(page).not.toHaveURL(/\/login/);

  await signOut(page);
  await startSigningIn(page, person);
  await page.getByRole('button', { name: 'Ввести код восстановления' }).click();
  await page.getByLabel('Код восстановления').fill(first);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/login/);
  await security();
  await expect(factor.getByText('Осталось 9 кодов восстановления')).toBeVisible();

  await factor.getByRole('button', { name: 'Выключить' }).click();
  const dialog = page.getByRole('dialog', { name: 'Выключить вход с кодом?' });
  await dialog.getByLabel('Ваш пароль').fill(person.password);
  // What was used once is worth nothing.
  await dialog.getByRole('textbox', { name: 'Код' }).fill(first);
  await dialog.getByRole('button', { name: 'Выключить вход с кодом' }).click();
  await expect(dialog.getByText(/Код не подошёл/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Код' }).fill(second);
  await dialog.getByRole('button', { name: 'Выключить вход с кодом' }).click();
  await expect(factor.getByText('Выключен', { exact: true })).toBeVisible();

  await signOut(page);
  await signIn(page, person);
});
