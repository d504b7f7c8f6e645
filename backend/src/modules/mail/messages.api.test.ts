import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type Client, type TestApi } from '../../../test/api.js';
import { createBuild } from '../../../test/factories/build.js';
import { letterRow, nextTry, queueLetter } from '../../../test/factories/mail.js';
import { LETTER_TEMPLATES } from './letters.js';

let api: TestApi;
let admin: Client;

beforeAll(async () => {
  api = await startTestApi({ env: { PUBLIC_URL: 'https://crm.example' } });
  admin = api.as(await api.build.operator({ role: 'admin' }));
});
afterAll(() => api.close());

const MESSAGES = '/api/admin/mail/messages';
interface Row {
  readonly id: number;
  readonly recipient: string;
}
const rowsOf = (response: { body: unknown }): Row[] => (response.body as { data: Row[] }).data;
const setFailed = (id: number, lastError: string) =>
  api.database.prisma.mailMessage.update({
    where: { id },
    data: { status: 'failed', lastError, attempts: 3 },
  });

describe('the list of letters', () => {
  test('holds those of the organisation and of its people, newest first, without an address', async () => {
    const person = await api.build.operator();
    const other = await api.build.organization();
    const stranger = await createBuild(api.database, other.id).operator();
    const own = await queueLetter(api);
    const ofPerson = await queueLetter(api, { organizationId: null, accountId: person.userAccountId });
    await queueLetter(api, { organizationId: other.id });
    await queueLetter(api, { organizationId: null, accountId: stranger.userAccountId });
    const answer = await admin.get(MESSAGES);
    expect(rowsOf(answer).map(({ id }) => id)).toEqual([ofPerson, own]);
    expect(rowsOf(answer)[0]?.recipient).toBe('i***@e***.org');
    expect(answer.text).not.toMatch(/ivan|Sealed|sealed/);
    expect((answer.body as { pagination: { total: number } }).pagination.total).toBe(2);
  });

  test('is filtered by state and template, and paged by cursor without a gap', async () => {
    const ids: number[] = [];
    for (let count = 0; count < 5; count += 1)
      ids.push(await queueLetter(api, { template: 'token_reuse', params: { at: '2026-03-16T09:30:00Z' } }));
    await setFailed(ids[2] ?? 0, '550 no such user');
    const failed = await admin.get(`${MESSAGES}?status=failed&template=token_reuse`);
    expect(rowsOf(failed)).toMatchObject([{ id: ids[2], error: '550 no such user', attempts: 3 }]);
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await admin.get(
        `${MESSAGES}?limit=2&template=token_reuse${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...rowsOf(page).map(({ id }) => id));
      cursor = (page.body as { pagination: { nextCursor: string | null } }).pagination.nextCursor;
    }
    expect(seen).toEqual([...ids].reverse());
  });

  test('is counted on the page of the account', async () => {
    const before = await admin.get('/api/admin/mail/account');
    await setFailed(await queueLetter(api), '550');
    const after = await admin.get('/api/admin/mail/account');
    const counts = (answer: typeof before) =>
      (answer.body as { data: { letters: { queued: number; failed: number } } }).data.letters;
    expect(counts(after).failed).toBe(counts(before).failed + 1);
  });
});

describe('a letter that was given up', () => {
  test('is tried again on demand, once', async () => {
    const id = await queueLetter(api);
    await setFailed(id, '550 no such user');
    const answer = await admin.post(`${MESSAGES}/${String(id)}/retry`);
    expect(answer.body).toMatchObject({ data: { id, status: 'queued', attempts: 0, error: null } });
    expect(await nextTry(api, id)).not.toBeNull();
    expectProblem(await admin.post(`${MESSAGES}/${String(id)}/retry`), 409, 'illegal_transition');
    const audit = await api.database.prisma.audit.count({
      where: { action: 'mail_message.retry', objectId: String(id) },
    });
    expect(audit).toBe(1);
  });

  test('for its dead link, or of another organisation, is not', async () => {
    const id = await queueLetter(api);
    await setFailed(id, 'expired');
    expectProblem(await admin.post(`${MESSAGES}/${String(id)}/retry`), 409, 'illegal_transition');
    const other = await api.build.organization();
    const foreign = await queueLetter(api, { organizationId: other.id });
    await setFailed(foreign, '550');
    expectProblem(await admin.post(`${MESSAGES}/${String(foreign)}/retry`), 404, 'not_found');
    expect(await letterRow(api, foreign)).toMatchObject({ status: 'failed' });
  });
});

describe('templates', () => {
  test('are listed with their subjects', async () => {
    const answer = await admin.get('/api/admin/mail/templates');
    const rows = (answer.body as { data: { name: string; subjects: { ru: string; en: string } }[] }).data;
    expect(rows.map(({ name }) => name)).toEqual(LETTER_TEMPLATES);
    for (const { subjects } of rows) {
      expect(subjects.ru).toMatch(/[а-я]/);
      expect(subjects.en).not.toMatch(/[а-я]/i);
    }
  });

  const all = LETTER_TEMPLATES.flatMap((name) =>
    (['ru', 'en'] as const).map((locale) => [name, locale] as const),
  );
  test.each(all)(
    '%s in %s is whole, fetches nothing and leads to our own address alone',
    async (name, locale) => {
      const answer = await admin.get(`/api/admin/mail/templates/${name}/preview?locale=${locale}`);
      const { html, text, subject } = (answer.body as { data: Record<'html' | 'text' | 'subject', string> })
        .data;
      expect(subject).not.toBe('');
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html).not.toMatch(/<(img|script|style|link|iframe)\b|undefined|\[object/);
      expect(text).not.toMatch(/undefined|\[object|</);
      const addresses = `${html} ${text}`.match(/https?:\/\/[^\s"<]+/g) ?? [];
      for (const address of addresses) expect(new URL(address).origin).toBe('https://crm.example');
      if (locale === 'en') expect(text.replaceAll('Мария Соколова', '')).not.toMatch(/[а-я]/i);
    },
  );

  test('of an unknown name are refused', async () => {
    expectProblem(await admin.get('/api/admin/mail/templates/nothing/preview'), 422, 'invalid_fields');
  });
});
