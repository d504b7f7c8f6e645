import { expect, test } from '@playwright/test';
import { paths } from '../src/shared/config/paths';
import { ANNA } from './support/call-centre';
import { productCopy } from './support/copy';
import { ageProof, makeSuperAdmin } from './support/database';
import { expectAccessible, expectNoSideScroll, signIn, signOut } from './support/pages';
import { employ, employAnew, foundOrganization, roleOf } from './support/people';

test('long after signing in a role is changed with a proof asked for on the way, and nothing is typed twice', async ({
  page,
}) => {
  const copy = productCopy();
  const admin = await employ(copy, 'Ирина Белова', 'admin');
  const person = await employ(copy, 'Дарья Лебедева');
  await signIn(page, admin);
  await page.goto(`${copy.url}${paths.adminOperators}?edit=${String(person.id)}`);
  const form = page.getByRole('dialog', { name: person.name });
  await form.getByLabel('Имя и фамилия').fill('Дарья Лебедева-Кумач');
  await form.getByRole('combobox', { name: 'Роль' }).click();
  await page.getByRole('option', { name: 'Наблюдатель' }).click();
  await ageProof(copy, admin.id);
  await form.getByRole('button', { name: 'Сохранить' }).click();

  const proof = page.getByRole('dialog', { name: 'Подтвердите, что это вы' });
  await expect(proof.getByLabel('Ваш пароль')).toBeFocused();
  await expectAccessible(page);
  expect(await roleOf(copy, person)).toBe('operator');
  await proof.getByLabel('Ваш пароль').fill('not the password of hers');
  await page.keyboard.press('Enter');
  await expect(proof.getByText('Это не ваш пароль')).toBeVisible();
  await proof.getByLabel('Ваш пароль').fill(admin.password);
  await page.keyboard.press('Enter');

  await expect(proof).toBeHidden();
  await expect(form).toBeHidden();
  await expect(page.getByText('Дарья Лебедева-Кумач')).toBeVisible();
  expect(await roleOf(copy, person)).toBe('viewer');
});

test('a person of two organisations goes over to the other one and sees its rows alone', async ({ page }) => {
  const copy = productCopy();
  await makeSuperAdmin(copy, copy.admin.login);
  const person = await employ(copy, 'Мария Орлова', 'manager');
  const { organization, owner, link } = await foundOrganization(copy, person.name);
  await signIn(page, person);
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Присоединиться с этой учётной записью' }).click();
  await page.getByRole('link', { name: 'Открыть CRM' }).click();

  const operators = page.getByRole('region', { name: 'Операторы' });
  await page.goto(copy.url + paths.adminOperators);
  await expect(operators.getByText(ANNA.name)).toBeVisible();
  await expect(operators.getByText(owner)).toBeHidden();

  await page.getByRole('button', { name: `Меню: ${person.name}` }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(organization) }).click();
  // The page starts anew, so that nothing of the other organisation is left in memory.
  await expect(page).not.toHaveURL(/\/admin/);
  await page.getByRole('button', { name: `Меню: ${person.name}` }).click();
  await expect(page.getByRole('menuitemradio', { name: new RegExp(organization) })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.goto(copy.url + paths.adminOperators);
  await expect(operators.getByText(owner)).toBeVisible();
  await expect(operators.getByText(ANNA.name)).toBeHidden();
});

test('an invitation by a link makes a new person, who gets in once and no further than his role', async ({
  page,
  browser,
}) => {
  const copy = productCopy();
  await signIn(page, copy.admin);
  await page.goto(copy.url + paths.adminInvitations);
  await page.getByRole('button', { name: 'Пригласить' }).click();
  const form = page.getByRole('dialog', { name: 'Приглашение человека' });
  await form.getByLabel('Имя и фамилия').fill('Полина Мельник');
  await form.getByRole('combobox', { name: 'Город', exact: false }).first().click();
  await page.getByRole('option', { name: 'Саратов' }).click();
  await form.getByText('Ссылкой', { exact: true }).click();
  await form.getByRole('button', { name: 'Пригласить' }).click();
  const issued = page.getByRole('dialog', { name: 'Ссылка приглашения' });
  const link = (await issued.getByText(/\/invitation#token=/).textContent()) ?? '';
  await expectAccessible(page);

  const context = await browser.newContext({ locale: 'ru-RU' });
  const newcomer = await context.newPage();
  await newcomer.goto(link);
  await expect(newcomer.getByText('Полина Мельник, роль: Оператор')).toBeVisible();
  await expectAccessible(newcomer);
  await expectNoSideScroll(newcomer);
  const person = { login: `polina-${String(Date.now() % 1_000_000)}`, password: 'newcomer of the journeys' };
  await newcomer.getByLabel('Логин').fill(person.login);
  await newcomer.getByLabel('Пароль', { exact: true }).fill(person.password);
  await newcomer.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(newcomer.getByText(`Учётная запись ${person.login} создана`, { exact: false })).toBeVisible();

  await signIn(newcomer, person);
  const sections = newcomer.getByRole('navigation', { name: 'Разделы' }).first();
  await expect(sections.getByRole('link', { name: 'Звонки' })).toBeVisible();
  await expect(sections.getByRole('link', { name: 'Операторы' })).toHaveCount(0);
  await newcomer.goto(copy.url + paths.adminOperators);
  await expect(newcomer.getByText('Этот раздел вам не открыт')).toBeVisible();

  const second = await browser.newContext({ locale: 'ru-RU' });
  const late = await second.newPage();
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'Ссылка больше не действует' })).toBeVisible();
  await Promise.all([context.close(), second.close()]);
});

test('an admin ends the sessions of a member, whose browser is at sign-in within seconds', async ({
  page,
  browser,
}) => {
  const copy = productCopy();
  const person = await employ(copy, 'Наталья Скворцова');
  const context = await browser.newContext({ locale: 'ru-RU' });
  const browserOfHers = await context.newPage();
  await signIn(browserOfHers, person);
  await browserOfHers.goto(copy.url + paths.orders);
  await expect(browserOfHers.getByRole('heading', { level: 1 })).toBeVisible();

  await signIn(page, copy.admin);
  await page.goto(`${copy.url}${paths.adminOperators}?search=${person.login}`);
  await page.getByRole('button', { name: new RegExp(`^Действия.*${person.name}`) }).click();
  await page.getByRole('menuitem', { name: 'Сеансы…' }).click();
  const sessions = page.getByRole('dialog', { name: `Сеансы: ${person.name}` });
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await sessions.getByRole('button', { name: 'Завершить все…' }).click();
  await page.getByRole('button', { name: 'Завершить все', exact: true }).click();

  await expect(browserOfHers).toHaveURL(/\/login\?returnTo=%2Forders/, { timeout: 8000 });
  await expect(browserOfHers.getByText(/Сеанс закончился/)).toBeVisible();
  await context.close();
});

test('who was given a password chooses his own, and only then sees the page he was going to', async ({
  page,
}) => {
  const copy = productCopy();
  const person = await employAnew(copy, 'Роман Ильин');
  await page.goto(copy.url + paths.orders);
  await page.locator('input[name=login]').fill(person.login);
  await page.locator('input[name=password]').fill(person.password);
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', { name: 'Придумайте свой пароль' });
  await expect(title).toBeVisible();
  await page.goto(copy.url + paths.statistics);
  await expect(title).toBeVisible();
  await page.goto(copy.url + paths.orders);

  const own = 'тихий вечер у большой реки';
  await page.getByLabel('Нынешний пароль').fill(person.password);
  await page.getByLabel('Новый пароль', { exact: false }).first().fill(person.password);
  await page.getByLabel('Новый пароль ещё раз').fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Нужен другой/)).toBeVisible();
  await page.getByLabel('Новый пароль', { exact: false }).first().fill(own);
  await page.getByLabel('Новый пароль ещё раз').fill(own);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(copy.url + paths.orders);
  await expect(page.getByRole('button', { name: `Меню: ${person.name}` })).toBeVisible();
  await signOut(page);
  await signIn(page, { login: person.login, password: own });
});
