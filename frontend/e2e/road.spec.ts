import { expect, test, type Page } from '@playwright/test';
import { ANNA, KIRILL } from './support/call-centre';
import { productCopy } from './support/copy';
import { expectAccessible, signIn } from './support/pages';
import { createCall, newClient } from './support/telephony';

/** `+7 927 115-48-20` of `79271154820`. */
const shown = (client: string): string =>
  `+7 ${client.slice(1, 4)} ${client.slice(4, 7)}-${client.slice(7, 9)}-${client.slice(9)}`;
/** No-break spaces are spaces to a reader. */
const phoneText = (client: string): RegExp =>
  new RegExp(shown(client).replace(/[+]/g, '\\+').replaceAll(' ', '\\s'));

async function fillOrder(page: Page): Promise<void> {
  await page.getByLabel(/Имя клиента/).fill('Сергей Кузьмин');
  await page.getByText('БТ', { exact: true }).click();
  await page.getByLabel(/Адрес/).fill('Чернышевского, 112, кв. 47');
  await page.getByLabel(/Проблема/).fill('Холодильник не морозит. Озвучено: от 1 000 ₽');
  await expect(page.getByText('Свободно').first()).toBeVisible();
  await page.keyboard.press('Alt+Digit1');
}

test('a call rings, is answered and becomes an order that everybody sees and the statistics count', async ({
  page,
  browser,
}) => {
  const copy = productCopy();
  const client = newClient();
  await signIn(page, ANNA);
  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, KIRILL);
  await colleague.goto(`${copy.url}/orders`);

  await page.goto(`${copy.url}/statistics`);
  const orders = page.getByRole('region', { name: 'Заказы', exact: true });
  const before = Number(await orders.locator('p').first().innerText());

  await page.goto(`${copy.url}/desk`);
  await expect(page.getByText('Никто не звонит')).toBeVisible();
  const call = createCall(copy, { client, extension: ANNA.extension });
  await call.ring();
  const brief = page.getByRole('alertdialog');
  await expect(brief).toContainText(phoneText(client));
  await expect(brief).toContainText('Авито · Саратов');
  await expectAccessible(page);

  await call.answer();
  await expect(page.getByText('Разговор').first()).toBeVisible();
  await fillOrder(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Заказ \d+ создан|Создан заказ/).first()).toBeVisible();
  await call.end();
  await expect(page.getByText('Чем закончился звонок')).toBeVisible();
  // What the system knows is chosen already: an order was made from this call.
  await expect(page.getByRole('radio', { name: /Заказ по факту/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Никто не звонит')).toBeVisible();

  await expect(
    colleague
      .getByText('Чернышевского, 112, кв. 47')
      .or(colleague.getByRole('button', { name: /нов/ }))
      .first(),
  ).toBeVisible();
  await colleague.reload();
  await expect(colleague.getByText('Чернышевского, 112, кв. 47').first()).toBeVisible();

  await page.goto(`${copy.url}/telephony`);
  await expect(page.getByText(phoneText(client)).first()).toBeVisible();
  await page.goto(`${copy.url}/statistics`);
  await expect(orders.locator('p').first()).toHaveText(String(before + 1));
  await colleague.context().close();
});

test('a missed caller is a debt until somebody reaches him', async ({ page }) => {
  const copy = productCopy();
  const client = newClient();
  await signIn(page, ANNA);
  await page.goto(`${copy.url}/desk`);
  const missed = createCall(copy, { client, extension: ANNA.extension });
  await missed.ring();
  await missed.miss();
  const debts = page
    .getByRole('main')
    .or(page.getByRole('complementary'))
    .getByText(phoneText(client))
    .first();
  await expect(debts).toBeVisible();

  const again = createCall(copy, { client, extension: ANNA.extension });
  await again.ring();
  await again.answer();
  await again.end();
  await page.goto(`${copy.url}/telephony?quick=debts`);
  await expect(page.getByText(phoneText(client))).toHaveCount(0);
});

test('a ring moves neither the page nor the focus, and typed text stays', async ({ page }) => {
  const copy = productCopy();
  await signIn(page, ANNA);
  await page.goto(`${copy.url}/telephony`);
  const search = page.getByRole('searchbox').first();
  await search.fill('Кузьм');
  const call = createCall(copy, { client: newClient(), extension: ANNA.extension });
  await call.ring();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('Кузьм');
  await expect(page).toHaveURL(/telephony/);
  await call.miss();
});
