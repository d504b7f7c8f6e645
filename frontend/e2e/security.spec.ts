import { expect, test, type Page } from '@playwright/test';
import { paths } from '../src/shared/config/paths';
import { ANNA } from './support/call-centre';
import { productCopy } from './support/copy';
import { plantHostileWords, type HostileRows } from './support/hostile-rows';
import { HOSTILE_WORDS } from './support/hostile-words';
import { signIn } from './support/pages';

let planted: HostileRows;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  planted = await plantHostileWords(productCopy());
});

const LISTS = [
  paths.calls,
  paths.desk,
  paths.orders,
  paths.newOrder,
  paths.statistics,
  paths.statisticsOverall,
  paths.adminOperators,
  paths.adminMasters,
  paths.adminPhones,
  paths.adminCities,
  paths.adminCampaigns,
  paths.adminDispositions,
  paths.adminInbox,
  paths.adminInvitations,
  paths.adminApiKeys,
  paths.adminOrganization,
  paths.adminAudit,
  paths.adminMail,
  `${paths.adminMail}?part=letters`,
  paths.platform,
  paths.profile,
  paths.mySecurity,
];
/** Whose words must be read as they are. */
const SHOWN_IN = [
  paths.adminMasters,
  paths.adminCities,
  paths.adminCampaigns,
  paths.adminDispositions,
  paths.adminInvitations,
  paths.adminApiKeys,
  paths.platform,
];

/** What a page did that no page may do. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`dialog at ${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => faults.push(`error at ${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(productCopy().url) && !request.url().startsWith('data:'))
      faults.push(`request from ${page.url()} to ${request.url()}`);
  });
  return faults;
}

async function watchPolicy(page: Page, faults: string[]): Promise<void> {
  await page.exposeFunction('tellViolation', (text: string) => faults.push(text));
  await page.addInitScript(() => {
    const { tellViolation } = window as unknown as { tellViolation: (text: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      tellViolation(`${violatedDirective} ${blockedURI} at ${location.href}`);
    });
  });
}

async function settle(page: Page): Promise<void> {
  // Not by role: a drawer over the page hides it from the ear.
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  // What is hovered and focused may run too.
  await page.mouse.move(600, 400);
  await page.keyboard.press('Tab');
  await page.waitForTimeout(300);
  expect(
    await page.locator('[data-xss], script:not([src]):not([type]), iframe, object, embed, base').count(),
  ).toBe(0);
}

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(productCopy().url + path);
  await settle(page);
};

test('hostile words in every field are words on every page of an administrator', async ({ page }) => {
  test.setTimeout(300_000);
  const faults = watch(page);
  await watchPolicy(page, faults);
  await signIn(page, productCopy().admin);
  for (const path of LISTS) await test.step(path, () => open(page, path));
  for (const id of planted.orderIds.filter((_, n) => n % 4 === 0)) await open(page, paths.order(id));
  for (const id of planted.callIds.slice(0, 10)) await open(page, paths.call(id));
  expect(faults).toEqual([]);
});

test('they are read as they were written', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, productCopy().admin);
  for (const path of SHOWN_IN) {
    await open(page, path);
    // Long lists draw the rows in sight alone; a word in sight is there to the letter.
    const text = (await page.locator('main').textContent()) ?? '';
    expect(HOSTILE_WORDS.filter((word) => text.includes(word)).length, path).toBeGreaterThan(5);
  }
  const [first = 0] = planted.orderIds;
  await open(page, paths.order(first));
  await expect(page.getByText(HOSTILE_WORDS[0] ?? '', { exact: true }).first()).toBeVisible();
});

test('a call from a hostile number rings on the desk as a hidden one', async ({ page }) => {
  const faults = watch(page);
  await watchPolicy(page, faults);
  await signIn(page, ANNA);
  await open(page, paths.desk);
  const [last = 0] = planted.callIds;
  await open(page, paths.deskCall(last));
  expect(faults).toEqual([]);
});

test('no token is kept where a script could find it, or stands in an address', async ({ page }) => {
  const addresses: string[] = [];
  const tokens: string[] = [];
  page.on('request', (request) => {
    addresses.push(request.url());
    const token = request.headers()['authorization']?.replace('Bearer ', '');
    if (token !== undefined) tokens.push(token);
  });
  await signIn(page, ANNA);
  for (const path of [paths.desk, paths.calls, paths.orders, paths.statistics, paths.profile])
    await open(page, path);
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await window.caches.keys();
    return JSON.stringify([
      localStorage,
      sessionStorage,
      document.cookie,
      databases,
      caches,
      location.href,
      history.state,
    ]);
  });
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of new Set(tokens)) {
    expect(kept).not.toContain(token);
    expect(addresses.filter((address) => address.includes(token))).toEqual([]);
  }
  expect(kept).not.toMatch(/eyJ[\w-]+\.|v1\.[0-9a-f]{8}-/);
});
