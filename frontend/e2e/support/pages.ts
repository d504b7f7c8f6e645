import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { productCopy, type Credentials } from './copy';

export async function signIn(page: Page, { login, password }: Credentials): Promise<void> {
  await page.goto(`${productCopy().url}/login`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/login/);
}

/** Runs no scripts, so axe would wait in it for a minute: a letter as it will look in a mailbox. */
const LETTER = 'iframe[sandbox=""]';

/** No violation of WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude(LETTER)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`),
  ).toEqual([]);
}

/** Nothing scrolls sideways. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(seen);
}

/** Leaves by the person's own menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Меню: / }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await expect(page).toHaveURL(/\/login/);
}
