import { expect, test, type Page } from '@playwright/test';
import { paths } from '../src/shared/config/paths';
import { ANNA } from './support/call-centre';
import { productCopy, type Credentials } from './support/copy';
import { makeSuperAdmin } from './support/database';
import { expectAccessible, expectNoSideScroll, signIn } from './support/pages';
import { demandCodeOf, employ, employAnew } from './support/people';

const OPERATOR_SCREENS = [
  paths.calls,
  paths.desk,
  paths.orders,
  paths.newOrder,
  paths.statistics,
  paths.profile,
  paths.mySecurity,
];
const ADMIN_SCREENS = [
  paths.statisticsOverall,
  paths.adminOperators,
  paths.adminMasters,
  paths.adminPhones,
  paths.adminCities,
  paths.adminCampaigns,
  paths.adminDispositions,
  paths.adminInbox,
  paths.adminInvitations,
  paths.adminMail,
  `${paths.adminMail}?part=templates`,
  `${paths.adminMail}?part=letters`,
  paths.adminRoles,
  paths.adminApiKeys,
  `${paths.adminApiKeys}?add=1`,
  paths.adminOrganization,
  paths.adminAudit,
  paths.mySecurity,
  paths.platform,
];
/** Open to everybody: where letters lead to. */
const ENTRY_SCREENS = [
  paths.forgotPassword,
  paths.resetPassword,
  `${paths.verifyEmail}#token=${'a'.repeat(43)}`,
  paths.invitation,
  `${paths.unlock}#${'a'.repeat(43)}`,
];

const LOOKS = [
  { name: 'wide, light, Russian', width: 1440, height: 900, theme: 'light', language: 'ru' },
  { name: 'wide, dark, English', width: 1440, height: 900, theme: 'dark', language: 'en' },
  { name: 'phone, dark, Russian', width: 390, height: 844, theme: 'dark', language: 'ru' },
  { name: 'phone, light, English', width: 390, height: 844, theme: 'light', language: 'en' },
] as const;

/** What the walk itself brings about: its first script goes into every frame, and letters are shown in one that runs none. */
const OWN_SCRIPT_IN_LETTER = "Blocked script execution in 'about:";

/** Language and theme as a browser keeps them. A letter's frame has no store. */
async function choose(page: Page, { language, theme }: { language: string; theme: string }): Promise<void> {
  await page.addInitScript(
    (preferences) => {
      if (window !== window.top) return;
      for (const [key, value] of Object.entries(preferences)) localStorage.setItem(key, value);
    },
    { 'crm.language': language, 'crm.theme': theme },
  );
}

/** Opens each screen, waits until it has settled, and holds it to the rules every screen keeps. */
async function walk(page: Page, screens: readonly string[]): Promise<void> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const isOurs = message.type() === 'error' && !message.text().startsWith(OWN_SCRIPT_IN_LETTER);
    if (isOurs) faults.push(message.text());
  });
  for (const screen of screens) {
    await test.step(screen, async () => {
      await page.goto(productCopy().url + screen);
      // Not by role: what lies over the page, as a drawer or a dialog, hides the page from the ear while it is open.
      await expect(page.locator('main')).toBeVisible();
      await expect(page.locator('h1')).toHaveCount(1);
      // The stream of live events never lets the network be idle: a screen has settled when nothing in it is busy.
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await page.waitForTimeout(500);
      await expectNoSideScroll(page);
      await expectAccessible(page);
    });
  }
  expect(faults).toEqual([]);
}

for (const { name, width, height, theme, language } of LOOKS) {
  test.describe(name, () => {
    test.use({
      viewport: { width, height },
      colorScheme: theme,
      locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    });

    const open = async (page: Page, person: Credentials): Promise<void> => {
      await choose(page, { language, theme });
      await signIn(page, person);
    };

    test('sign-in is accessible', async ({ page }) => {
      await page.goto(`${productCopy().url}/login`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSideScroll(page);
      await expectAccessible(page);
    });

    test('choosing one’s own password', async ({ page }) => {
      await open(page, await employAnew(productCopy(), 'Тимур Лаптев'));
      await expect(page).toHaveURL(/\/own-password/);
      await walk(page, [paths.ownPassword]);
      await expect(page).toHaveURL(/\/own-password/);
    });

    test('screens that letters lead to', async ({ page }) => {
      await choose(page, { language, theme });
      await walk(page, ENTRY_SCREENS);
    });

    test('the screen of a role that must have a sign-in code', async ({ page }) => {
      const person = await employ(productCopy(), 'Вера Панина', 'viewer');
      await demandCodeOf(productCopy(), ['viewer']);
      await open(page, person);
      await walk(page, [paths.secondFactorSetUp]);
      await expect(page).toHaveURL(/\/second-factor/);
      await expect(page.getByRole('img', { name: /QR/ })).toBeVisible();
      await demandCodeOf(productCopy(), []);
    });

    test("an operator's screens", async ({ page }) => {
      test.setTimeout(120_000);
      await open(page, ANNA);
      await walk(page, OPERATOR_SCREENS);
    });

    test("an admin's screens", async ({ page }) => {
      test.setTimeout(150_000);
      await makeSuperAdmin(productCopy(), productCopy().admin.login);
      await open(page, productCopy().admin);
      await walk(page, ADMIN_SCREENS);
    });
  });
}
