import { expect, test, type Page } from '@playwright/test';
import { paths } from '../src/shared/config/paths';
import { ANNA } from './support/call-centre';
import { productCopy } from './support/copy';
import { breakRequests, holdRequests, to } from './support/network';
import { bookOrders, type KnownOrder } from './support/orders';
import { expectAccessible, expectNoSideScroll, signIn } from './support/pages';
import { createCall, newClient } from './support/telephony';

let orders: KnownOrder[];

test.beforeAll(async () => {
  const copy = productCopy();
  orders = await bookOrders(copy);
  const missed = createCall(copy, { client: newClient(), extension: ANNA.extension });
  await missed.ring();
  await missed.miss();
});

const go = (page: Page, path: string) => page.goto(productCopy().url + path);
const opened = (): KnownOrder => orders[0] ?? { id: 0, clientName: '' };
const rows = (page: Page) => page.getByRole('link', { name: /^Открыть заказ/ });

async function fillOrder(page: Page, clientName: string): Promise<void> {
  await page.getByLabel(/Имя клиента/).fill(clientName);
  await page.getByLabel(/Телефон/).fill(`+${newClient()}`);
  await page.getByText('КП', { exact: true }).last().click();
  await page.getByRole('combobox', { name: /РК/ }).click();
  await page.getByRole('option', { name: 'Авито' }).click();
  await page.getByLabel(/Адрес/).fill('Рахова, 61, кв. 18');
  await page.getByLabel(/Проблема/).fill('Ноутбук не включается после обновления');
  await expect(page.getByText('Свободно').first()).toBeVisible();
  await page.keyboard.press('Alt+Digit1');
}

for (const { name, width, height, theme } of [
  { name: 'wide, light', width: 1440, height: 900, theme: 'light' },
  { name: 'phone, dark', width: 390, height: 844, theme: 'dark' },
] as const) {
  test.describe(`screens with rows, ${name}`, () => {
    test.use({ viewport: { width, height }, colorScheme: theme });

    test('fit and are accessible', async ({ page }) => {
      await signIn(page, ANNA);
      for (const [path, shown] of [
        [paths.orders, opened().clientName],
        [paths.order(opened().id), 'Набережная Космонавтов'],
        [paths.calls, /Пропущен/],
        [paths.statistics, /Посчитано/],
      ] as const) {
        await test.step(path, async () => {
          await go(page, path);
          await expect(page.getByText(shown).filter({ visible: true }).first()).toBeVisible();
          await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
          await expectNoSideScroll(page);
          await expectAccessible(page);
        });
      }
    });
  });
}

test.describe('a failing server', () => {
  for (const { path, broken, shown } of [
    { path: paths.orders, broken: '/orders', shown: 'Нина Соболева' },
    { path: paths.calls, broken: '/calls', shown: 'Пропущен' },
    { path: paths.statistics, broken: '/stats/my', shown: 'Посчитано' },
    { path: paths.desk, broken: '/calls/missed', shown: 'Взять долг' },
  ]) {
    test(`${broken} is told of in place and can be asked for again`, async ({ page }) => {
      await signIn(page, ANNA);
      const mend = await breakRequests(page, to('GET', broken));
      await go(page, path);
      const retry = page.getByRole('main').getByRole('button', { name: 'Повторить сейчас' });
      await expect(retry.first()).toBeVisible();
      await expect(page.getByText(/Долгов нет|Заказов нет|Звонков пока нет/)).toHaveCount(0);
      await expectAccessible(page);
      await mend();
      await retry.first().click();
      await expect(page.getByRole('main').getByText(shown).first()).toBeVisible();
      await expect(retry).toHaveCount(0);
    });
  }

  test('slots that fail leave the list of orders its place', async ({ page }) => {
    await signIn(page, ANNA);
    await go(page, paths.orders);
    const table = page.getByRole('table', { name: 'Заказы' });
    await expect(rows(page).first()).toBeVisible();
    const top = (await table.boundingBox())?.y ?? 0;
    await breakRequests(page, to('GET', '/orders/slots'));
    await page.reload();
    await expect(page.getByText(/Окна не загрузились/)).toBeVisible();
    await expect(rows(page).first()).toBeVisible();
    expect(Math.abs(((await table.boundingBox())?.y ?? 0) - top)).toBeLessThanOrEqual(4);
  });
});

test.describe('a slow server', () => {
  test('has skeletons in the place of what comes', async ({ page }) => {
    await signIn(page, ANNA);
    const held = await holdRequests(page, to('GET', '/orders'));
    await go(page, paths.orders);
    const head = page.getByRole('columnheader', { name: 'Клиент' });
    await expect(page.getByRole('rowgroup', { name: 'Загрузка' })).toBeVisible();
    const before = (await head.boundingBox())?.y;
    held.release();
    await expect(rows(page).first()).toBeVisible();
    expect((await head.boundingBox())?.y).toBe(before);
  });

  test('makes one order of two presses', async ({ page }) => {
    await signIn(page, ANNA);
    await go(page, paths.newOrder);
    await fillOrder(page, 'Двойное Нажатие');
    const held = await holdRequests(page, to('POST', '/orders'));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /Создать заказ/ })).toHaveAttribute('aria-busy', 'true');
    await page.keyboard.press('Control+Enter');
    held.release();
    await expect(page.getByText(/Заказ \d+ создан|Создан заказ/).first()).toBeVisible();
    expect(held.count()).toBe(1);
  });
});

for (const [name, width, height] of [
  ['wide', 1440, 900],
  ['phone', 390, 844],
] as const) {
  test(`sign-in that is kept waiting offers a letter and moves nothing, ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.route(/\/api\/auth\/login$/, (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '45' },
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: '', status: 429, code: 'too_many_requests' }),
      }),
    );
    await go(page, paths.login);
    const places = () =>
      Promise.all(
        [
          page.getByRole('heading', { level: 1 }),
          page.locator('input[name=login]'),
          page.getByRole('button', { name: /^Войти/ }),
          page.getByRole('link', { name: 'Забыли пароль?' }),
        ].map(async (part) => (await part.boundingBox())?.y),
      );
    await expect(page.locator('input[name=login]')).toBeFocused();
    const before = await places();
    await page.locator('input[name=login]').fill('anna');
    await page.locator('input[name=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Прислать ссылку для входа' })).toBeVisible();
    expect(await places()).toEqual(before);
    await expectNoSideScroll(page);
    await expectAccessible(page);
  });
}

test('typed text survives a reload, a failure to save and a lost line', async ({ page }) => {
  await signIn(page, ANNA);
  await go(page, paths.newOrder);
  await fillOrder(page, 'Оксана Белякова');
  await page.reload();
  await expect(page.getByLabel(/Имя клиента/)).toHaveValue('Оксана Белякова');
  await expect(page.getByLabel(/Проблема/)).toHaveValue('Ноутбук не включается после обновления');

  const mend = await breakRequests(page, to('POST', '/orders'));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel(/Имя клиента/)).toHaveValue('Оксана Белякова');
  await mend();

  await page.route(/\/api\//, (route) => route.abort('internetdisconnected'));
  await page.reload();
  await expect(page.getByText('Сервер не отвечает')).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByLabel(/Имя клиента/)).toHaveValue('Оксана Белякова');
});

test.describe('the keyboard alone', () => {
  test('walks the list of orders, opens one and comes back to its row', async ({ page }) => {
    await signIn(page, ANNA);
    await go(page, paths.orders);
    await expect(rows(page).nth(1)).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await expect(rows(page).nth(1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(rows(page).last()).toBeFocused();
    await page.keyboard.press('Home');
    await expect(rows(page).first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByText('Набережная Космонавтов').last()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(rows(page).nth(1)).toBeFocused();
  });

  test('walks the slots and the days, and picks by Enter', async ({ page }) => {
    await signIn(page, ANNA);
    await go(page, paths.newOrder);
    await fillOrder(page, 'Клавиатурный Ввод');
    await page.getByRole('button', { name: 'Все окна' }).click();
    await page.getByRole('button', { name: 'Следующий день' }).click();
    const grid = page.getByRole('dialog').getByRole('grid', { name: 'Окна' });
    const stop = grid.locator('[tabindex="0"]');
    await expect(stop).toHaveCount(1);
    await stop.focus();
    const top = (await stop.boundingBox())?.y ?? 0;
    await page.keyboard.press('Control+Home');
    await expect(grid.locator('button').first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    expect((await stop.boundingBox())?.x).toBe((await grid.locator('button').first().boundingBox())?.x);
    expect((await stop.boundingBox())?.y ?? 0).toBeGreaterThan(top);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(stop).toHaveAttribute('aria-pressed', 'true');
    await expect(stop).toBeFocused();
    await expectAccessible(page);
  });

  test('adds a campaign and returns to where it began', async ({ page }) => {
    const rk = `Радио ${String(Date.now() % 100_000)}`;
    await signIn(page, productCopy().admin);
    await go(page, paths.adminCampaigns);
    const add = page.getByRole('button', { name: 'Добавить рекламу' });
    await add.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').locator('input').first()).toBeFocused();
    await page.keyboard.type(rk);
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: rk })).toBeVisible();
    await expect(add).toBeFocused();
  });

  test('reaches everything on the desk with a visible focus', async ({ page }) => {
    await signIn(page, ANNA);
    await go(page, paths.desk);
    await expect(page.getByRole('button', { name: 'Взять долг' })).toBeVisible();
    const unseen: string[] = [];
    let isReached = false;
    for (let press = 0; press < 60 && !isReached; press += 1) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await focused(page);
      if (!isSeen) unseen.push(name);
      isReached = name.includes('Взять долг');
    }
    expect(unseen).toEqual([]);
    expect(isReached).toBe(true);
  });
});

/** What has the focus, and whether an eye can tell. The frame of a field may be drawn around it. */
function focused(page: Page): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const frame = element.closest('.field-focus');
    const isSeen = [element, ...(frame === null ? [] : [frame])].some((part) => {
      const style = getComputedStyle(part);
      return style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
    });
    return { name: element.getAttribute('aria-label') ?? element.textContent, isSeen };
  });
}
