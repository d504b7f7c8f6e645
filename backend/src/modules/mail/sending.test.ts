import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { letterRow, nextTry, queueLetter, runJob, runJobs } from '../../../test/factories/mail.js';
import { startMailbox, type Mailbox } from '../../../test/providers/mailbox.js';

const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const GREYLISTED = {
  at: 'recipient',
  code: 450,
  words: '4.2.0 Greylisted, try ivan@example.org later',
} as const;
const UNKNOWN = { at: 'recipient', code: 550, words: '5.1.1 <ivan@example.org> User unknown' } as const;

let mailbox: Mailbox;
let api: TestApi;

beforeAll(async () => {
  mailbox = await startMailbox();
  api = await startTestApi({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${String(mailbox.port)}`,
      MAIL_FROM: 'Колл-центр <crm@crm.example>',
      PUBLIC_URL: 'https://crm.example',
    },
  });
});
beforeEach(() => {
  api.clock.set(NOW);
  mailbox.clear();
});
afterAll(async () => {
  await api.close();
  await mailbox.close();
});

const tryOnce = (id: number): Promise<void> => runJob(api, 'mail:send', { id });

describe('a letter', () => {
  test('arrives once, in Russian, as HTML and text, and leaves a line without address and content', async () => {
    const id = await queueLetter(api);
    await runJobs(api);
    await runJobs(api);
    expect(mailbox.letters).toHaveLength(1);
    const [letter] = mailbox.letters;
    expect(letter).toMatchObject({
      from: 'crm@crm.example',
      to: ['ivan@example.org'],
      subject: 'Пароль изменён',
    });
    expect(letter?.parsed.from?.value[0]?.name).toBe('Колл-центр');
    expect(letter?.html).toContain('Пароль вашей учётной записи изменён');
    expect(letter?.text).toContain('Пароль вашей учётной записи изменён');
    expect(letter?.text).toContain('16 марта 2026');
    expect(letter?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    const row = await letterRow(api, id);
    expect(row).toMatchObject({ status: 'sent', attempts: 1, lastError: null, messageId: letter?.messageId });
    expect([row.recipientSealed, row.paramsSealed]).toEqual(['', '']);
    expect(row.recipientMasked).toBe('i***@e***.org');
    expect(row.sentAt).toEqual(NOW);
  });

  test('speaks English to whom English is set', async () => {
    await queueLetter(api, { locale: 'en' });
    await runJobs(api);
    expect(mailbox.letters.map(({ subject }) => subject)).toEqual(['Your password was changed']);
  });

  test('bears no header or markup that a name brings along', async () => {
    const inviter = 'Ева\r\nBcc: evil@evil.example\r\n\r\n<img src=x onerror=alert(1)>';
    const params = {
      link: 'https://crm.example/invitation#token=abc',
      hours: 72,
      organization: inviter,
      inviter,
    };
    await queueLetter(api, { template: 'invitation', params });
    await runJobs(api);
    const [letter] = mailbox.letters;
    expect(letter?.to).toEqual(['ivan@example.org']);
    expect(letter?.parsed.headers.has('bcc')).toBe(false);
    expect(letter?.subject).toContain('Ева Bcc: evil@evil.example');
    expect(letter?.html).not.toContain('<img');
    expect(letter?.html).toContain('&lt;img');
  });

  test.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nRCPT TO:<b@example.org>',
    '<a@example.org> b@example.org',
  ])('to %j goes to nobody else', async (to) => {
    await queueLetter(api, { to });
    await runJobs(api);
    expect(mailbox.letters.flatMap((letter) => letter.to)).not.toContain('b@example.org');
  });
});

describe('a server that refuses', () => {
  test('for now is asked again after a growing pause, under the same Message-ID', async () => {
    const id = await queueLetter(api);
    mailbox.refuse(GREYLISTED, GREYLISTED);
    await tryOnce(id);
    const first = await letterRow(api, id);
    expect(first).toMatchObject({ status: 'queued', attempts: 1 });
    expect(first.lastError).toBe('450 4.2.0 Greylisted, try *** later');
    expect(await nextTry(api, id)).toEqual(new Date(NOW.getTime() + 30_000));
    await tryOnce(id);
    expect(await nextTry(api, id)).toEqual(new Date(NOW.getTime() + 60_000));
    await tryOnce(id);
    expect(mailbox.letters.map(({ messageId }) => messageId)).toEqual([first.messageId]);
    expect(await letterRow(api, id)).toMatchObject({ status: 'sent', attempts: 3, lastError: null });
  });

  test('for good is believed at once, and its words are kept without the address', async () => {
    const id = await queueLetter(api);
    mailbox.refuse(UNKNOWN);
    await tryOnce(id);
    const row = await letterRow(api, id);
    expect(row).toMatchObject({ status: 'failed', attempts: 1 });
    expect(row.lastError).toContain('550 5.1.1');
    expect(row.lastError).not.toContain('ivan');
  });

  test('again and again is given up after about a day', async () => {
    const id = await queueLetter(api);
    const pauses: number[] = [];
    for (let tries = 1; tries <= 13; tries += 1) {
      mailbox.refuse(GREYLISTED);
      await tryOnce(id);
      const row = await letterRow(api, id);
      expect(row.attempts).toBe(tries);
      if (row.status === 'failed') break;
      const at = await nextTry(api, id);
      pauses.push(((at?.getTime() ?? 0) - NOW.getTime()) / 60_000);
    }
    expect(await letterRow(api, id)).toMatchObject({ status: 'failed', attempts: 13 });
    expect(pauses).toEqual([0.5, 1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480]);
  });

  test('is not asked any more once the link in the letter is dead', async () => {
    const params = { link: 'https://crm.example/reset-password#token=abc', minutes: 30 };
    const id = await queueLetter(api, { template: 'password_reset', params });
    mailbox.refuse(GREYLISTED);
    await tryOnce(id);
    api.clock.set(new Date(NOW.getTime() + 30 * 60_000));
    await tryOnce(id);
    expect(mailbox.letters).toEqual([]);
    expect(await letterRow(api, id)).toMatchObject({ status: 'failed', attempts: 1, lastError: 'expired' });
  });
});

describe('when a process or the line dies', () => {
  test('two at once send one letter', async () => {
    const id = await queueLetter(api);
    await Promise.all(Array.from({ length: 10 }, () => tryOnce(id)));
    expect(mailbox.letters).toHaveLength(1);
    expect(await letterRow(api, id)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  test('a letter whose sender died is taken up when his claim has run out, not before', async () => {
    const id = await queueLetter(api);
    const until = new Date(NOW.getTime() + 120_000);
    await api.database.prisma.mailMessage.update({
      where: { id },
      data: { attempts: 1, sendingUntil: until, messageId: '<first@crm.example>' },
    });
    await tryOnce(id);
    expect(mailbox.letters).toEqual([]);
    expect(await nextTry(api, id)).toEqual(until);
    api.clock.set(until);
    await tryOnce(id);
    expect(mailbox.letters.map(({ messageId }) => messageId)).toEqual(['<first@crm.example>']);
  });

  test('a letter taken by a server whose word was lost comes again as the same letter', async () => {
    const id = await queueLetter(api);
    mailbox.breakAfterData();
    await tryOnce(id);
    expect(await letterRow(api, id)).toMatchObject({ status: 'queued', attempts: 1 });
    await tryOnce(id);
    expect(mailbox.letters).toHaveLength(2);
    expect(new Set(mailbox.letters.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('a letter whose job was lost is found again', async () => {
    const id = await queueLetter(api);
    await api.database.sql.query({
      text: 'SELECT graphile_worker.remove_job($1)::text',
      values: [`mail:${String(id)}`],
    });
    expect(await nextTry(api, id)).toBeNull();
    await runJob(api, 'mail:resume', null);
    expect(await nextTry(api, id)).not.toBeNull();
    await runJobs(api);
    expect(mailbox.letters).toHaveLength(1);
  });

  test('a server that is away is asked again', async () => {
    const { port } = mailbox;
    await mailbox.close();
    const id = await queueLetter(api);
    await tryOnce(id);
    const row = await letterRow(api, id);
    expect(row).toMatchObject({ status: 'queued', attempts: 1 });
    expect(row.lastError).toMatch(/ECONNREFUSED|ESOCKET/);
    mailbox = await startMailbox({ port });
    await tryOnce(id);
    expect(mailbox.letters).toHaveLength(1);
  });
});
