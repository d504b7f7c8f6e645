import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { AdminMailPage } from './admin-mail-page';

type Account = components['schemas']['MailAccount'];
type Letter = components['schemas']['MailMessage'];

const none: Account = {
  source: 'none',
  own: null,
  installationFrom: null,
  mayChange: true,
  letters: { queued: 2, sent: 0, failed: 1 },
};
const own: NonNullable<Account['own']> = {
  host: 'smtp.example.test',
  port: 465,
  security: 'tls',
  username: 'crm',
  hasPassword: true,
  fromAddress: 'crm@example.test',
  fromName: null,
  version: 3,
  updatedAt: '2025-01-21T09:00:00Z',
};
const failed: Letter = {
  id: 9,
  template: 'invitation',
  locale: 'ru',
  recipient: 'i***@e***.ru',
  status: 'failed',
  attempts: 13,
  error: '550 5.1.1 no such user',
  createdAt: '2025-01-21T09:00:00Z',
  sentAt: null,
};
const pagination = {
  page: 1,
  limit: 50,
  total: 1,
  totalPages: 1,
  hasNext: false,
  hasPrev: false,
  nextCursor: null,
};

const open = (at = '/admin/mail') => renderRoute([{ path: '/admin/mail', Component: AdminMailPage }], { at });
const givenAccount = (account: Account): void => {
  given.get('/api/admin/mail/account', () => ({ success: true, data: account }));
};

beforeEach(() => {
  givenAccount(none);
});

describe('the server', () => {
  it('is missing: the page says that letters wait, and takes one', async () => {
    const bodies: unknown[] = [];
    given.put('/api/admin/mail/account', async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem(422, 'invalid_fields', { errors: [{ field: 'host', code: 'invalid_value', message: '' }] })
        : { success: true, data: { ...none, source: 'organization', own } };
    });
    const { user } = open();
    expect(await screen.findByText('Почтовый сервер не настроен.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Задать сервер' }));
    const dialog = await screen.findByRole('dialog', { name: 'Свой сервер' });
    const host = within(dialog).getByLabelText(/^Сервер/);
    await user.type(host, 'localhost');
    await user.type(within(dialog).getByLabelText('Имя пользователя'), 'crm');
    await user.type(within(dialog).getByLabelText('Пароль'), 'secret of smtp');
    await user.type(within(dialog).getByLabelText(/^Адрес отправителя/), 'crm@example.test');
    await user.click(within(dialog).getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(host).toHaveAccessibleDescription(/нужен публичный сервер/);
    });
    await user.clear(host);
    await user.type(host, 'smtp.example.test');
    await user.click(within(dialog).getByRole('button', { name: 'Сохранить' }));
    expect(await screen.findByText('Письма уходят через свой сервер')).toBeInTheDocument();
    expect(bodies.at(-1)).toEqual({
      host: 'smtp.example.test',
      port: 587,
      security: 'starttls',
      username: 'crm',
      password: 'secret of smtp',
      fromAddress: 'crm@example.test',
      fromName: null,
    });
  });

  it('is shown without its password and changed with its version', async () => {
    givenAccount({ ...none, source: 'organization', own });
    const bodies: unknown[] = [];
    given.put('/api/admin/mail/account', async ({ request }) => {
      bodies.push(await request.json());
      return problem(403, 'step_up_required');
    });
    const { user } = open();
    expect(await screen.findByText('smtp.example.test:465')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Изменить' }));
    const dialog = await screen.findByRole('dialog', { name: 'Свой сервер' });
    expect(within(dialog).getByLabelText('Пароль')).toHaveValue('');
    await user.click(within(dialog).getByRole('button', { name: 'Сохранить' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/подтвердите, что это вы/);
    expect(bodies).toEqual([
      {
        host: 'smtp.example.test',
        port: 465,
        security: 'tls',
        username: 'crm',
        fromAddress: 'crm@example.test',
        fromName: null,
        version: 3,
      },
    ]);
  });

  it('is taken away after a question', async () => {
    givenAccount({ ...none, source: 'organization', own });
    let removed = 0;
    given.delete('/api/admin/mail/account', () => {
      removed += 1;
      givenAccount(none);
      return noContent();
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Убрать свой сервер…' }));
    expect(removed).toBe(0);
    const question = await screen.findByRole('dialog', { name: 'Убрать свой сервер?' });
    await user.click(within(question).getByRole('button', { name: 'Убрать свой сервер' }));
    expect(await screen.findByText('Почтовый сервер не настроен.')).toBeInTheDocument();
  });

  it('is not changed by who is no owner', async () => {
    givenAccount({ ...none, mayChange: false });
    open();
    expect(await screen.findByText(/Сервер выбирает владелец/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Задать сервер' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Отправить письмо' })).not.toBeInTheDocument();
  });

  it('is tried by a letter, and what it said stands there', async () => {
    given.post('/api/admin/mail/test', () => ({
      success: true,
      data: { status: 'failed', error: '535 Authentication failed' },
    }));
    const { user } = open();
    await user.type(await screen.findByLabelText('Кому'), 'boss@example.test');
    await user.click(screen.getByRole('button', { name: 'Отправить письмо' }));
    expect(await screen.findByText(/535 Authentication failed/)).toBeInTheDocument();
  });
});

describe('templates', () => {
  it('are shown in a closed frame, in both languages and as text', async () => {
    given.get('/api/admin/mail/templates', () => ({
      success: true,
      data: [{ name: 'invitation', subjects: { ru: 'Приглашение', en: 'Invitation' } }],
    }));
    given.get('/api/admin/mail/templates/{name}/preview', ({ query }) => ({
      success: true,
      data: {
        subject: query.get('locale') === 'en' ? 'Invitation' : 'Приглашение',
        html: '<h1>Hello</h1><script>1</script>',
        text: 'Plain words',
      },
    }));
    const { user } = open('/admin/mail?part=templates');
    const frame = await screen.findByTitle('Письмо: Приглашение');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame).toHaveAttribute('srcdoc', '<h1>Hello</h1><script>1</script>');
    await user.click(screen.getByRole('radio', { name: 'English' }));
    expect(await screen.findByTitle('Письмо: Invitation')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Текстом' }));
    expect(screen.getByText('Plain words')).toBeInTheDocument();
  });
});

describe('letters', () => {
  it('tell why one did not leave, and send it again', async () => {
    const retried: string[] = [];
    given.get('/api/admin/mail/messages', ({ query }) => ({
      success: true,
      data: query.get('status') === 'sent' ? [] : [failed, { ...failed, id: 8, error: 'expired' }],
      pagination,
    }));
    given.post('/api/admin/mail/messages/{id}/retry', ({ params }) => {
      retried.push(params['id'] ?? '');
      return { success: true, data: { ...failed, status: 'queued' } };
    });
    const { user, router } = open('/admin/mail?part=letters');
    expect(await screen.findByText('550 5.1.1 no such user')).toBeInTheDocument();
    expect(screen.getByText('Ссылка в письме истекла')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Отправить ещё раз' }));
    await waitFor(() => {
      expect(retried).toEqual(['9']);
    });
    await user.click(screen.getByRole('button', { name: /Отправлены/ }));
    expect(await screen.findByText('Таких писем нет')).toBeInTheDocument();
    expect(router.state.location.search).toBe('?part=letters&status=sent');
  });
});
