import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ToastHost } from '@/shared/ui/toast-host';
import type { components } from '@/shared/api';
import { given, noContent, pageOf, problem, renderRoute } from '@/shared/testing';
import { MySecurityPage } from './my-security-page';

type Session = components['schemas']['Session'];
type SignIn = components['schemas']['SignInEvent'];

const buildSession = (id: string, change: Partial<Session> = {}): Session => ({
  id,
  device: 'Chrome 130, Windows',
  deviceKind: 'desktop',
  ip: '203.0.113.1',
  createdAt: '2025-01-21T08:00:00Z',
  lastSeenAt: '2025-01-21T10:00:00Z',
  expiresAt: '2025-01-21T20:00:00Z',
  current: false,
  methods: ['password'],
  ...change,
});
const here = buildSession('here', { current: true });
const phone = buildSession('phone', {
  device: 'Safari 18, iOS',
  deviceKind: 'mobile',
  methods: ['password', 'totp'],
});
const buildSignIn = (id: number, change: Partial<SignIn> = {}): SignIn => ({
  id,
  at: '2025-01-21T08:00:00Z',
  method: 'password',
  outcome: 'success',
  ip: '203.0.113.1',
  device: 'Chrome 130, Windows',
  deviceKind: 'desktop',
  ...change,
});

const state = { sessions: [here, phone], ended: [] as string[] };

beforeEach(() => {
  given.get('/api/auth/api-keys', () => ({ success: true, data: [] }));
  state.sessions = [phone, here];
  state.ended = [];
  given.get('/api/auth/sessions', () => ({ success: true, data: state.sessions }));
  given.get('/api/auth/oauth/providers', () => ({ success: true, data: [] }));
  given.get('/api/auth/oauth/links', () => ({ success: true, data: [] }));
  given.get('/api/auth/devices', () => ({
    success: true,
    data: [
      {
        ...{
          id: 'device',
          device: 'Firefox 130, Linux',
          deviceKind: 'desktop',
          lastIp: null,
          current: false,
        },
        ...{ firstSeenAt: '2025-01-01T08:00:00Z', lastSeenAt: '2025-01-20T08:00:00Z' },
        trustedUntil: '2999-01-01T00:00:00Z',
      },
    ],
  }));
  given.get('/api/auth/sign-ins', () => pageOf([buildSignIn(1)]));
  given.delete('/api/auth/sessions/{id}', ({ params }) => {
    state.ended.push(params['id'] ?? '');
    state.sessions = state.sessions.filter(({ id }) => id !== params['id']);
    return noContent();
  });
  given.delete('/api/auth/sessions', () => {
    state.ended.push('others');
    state.sessions = [here];
    return noContent();
  });
  given.delete('/api/auth/devices/{id}', ({ params }) => {
    state.ended.push(params['id'] ?? '');
    return noContent();
  });
});

function Page() {
  return (
    <>
      <MySecurityPage />
      <ToastHost />
    </>
  );
}
const open = () => renderRoute([{ path: '/my-security', Component: Page }], { at: '/my-security' });
const sessions = async () => within(await screen.findByRole('list', { name: 'Где вы вошли' }));

describe('sessions', () => {
  it('stand with device, address and way of signing in, this one first and without an end', async () => {
    open();
    const list = await sessions();
    const [first, second] = list.getAllByRole('listitem');
    expect(first).toHaveTextContent('Chrome 130, WindowsЭтот сеанс');
    expect(within(first ?? document.body).queryByRole('button')).not.toBeInTheDocument();
    expect(second).toHaveTextContent(/Safari 18, iOS203\.0\.113\.1 · .*пароль \+ код из приложения/);
  });

  it('one ends after a question, and goes from the list', async () => {
    const { user } = open();
    const list = await sessions();
    await user.click(list.getByRole('button', { name: 'Завершить сеанс: Safari 18, iOS' }));
    const dialog = await screen.findByRole('dialog', { name: 'Завершить сеанс «Safari 18, iOS»?' });
    expect(state.ended).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Завершить' }));

    await waitFor(() => {
      expect(list.queryByText('Safari 18, iOS')).not.toBeInTheDocument();
    });
    expect(state.ended).toEqual(['phone']);
    expect(screen.queryByRole('button', { name: 'Завершить все остальные' })).not.toBeInTheDocument();
  });

  it('all others end after a question; saying no ends none', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Завершить все остальные' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Отмена' }));
    expect(state.ended).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Завершить все остальные' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Завершить остальные' }));
    await waitFor(() => {
      expect(state.ended).toEqual(['others']);
    });
  });

  it('say why they did not load', async () => {
    given.get('/api/auth/sessions', () => problem(500, 'internal'));
    open();
    expect(await screen.findByRole('alert')).toHaveTextContent('Сбой на сервере');
  });
});

it('a known device tells whether it is trusted, and is forgotten after a question', async () => {
  const { user } = open();
  const list = within(await screen.findByRole('list', { name: 'Знакомые устройства' }));
  expect(list.getByText(/без кода до/)).toBeInTheDocument();
  await user.click(list.getByRole('button', { name: 'Забыть устройство: Firefox 130, Linux' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Забыть' }));
  await waitFor(() => {
    expect(state.ended).toEqual(['device']);
  });
});

it('the history tells what succeeded and what did not, and goes on by a button', async () => {
  const cursors: (string | null)[] = [];
  given.get('/api/auth/sign-ins', ({ query }) => {
    cursors.push(query.get('cursor'));
    if (query.get('cursor') === 'next') return pageOf([buildSignIn(1, { outcome: 'delayed', device: '' })]);
    const page = pageOf([buildSignIn(3), buildSignIn(2, { outcome: 'wrong_password' })]);
    return { ...page, pagination: { ...page.pagination, nextCursor: 'next' } };
  });
  const { user } = open();
  const list = within(await screen.findByRole('list', { name: 'История входов' }));
  expect(list.getByText('Неверный пароль')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Показать ещё' }));
  expect(await list.findByText('Попытки замедлены')).toBeInTheDocument();
  expect(list.getByText(/Неизвестное устройство/)).toBeInTheDocument();
  expect(cursors).toEqual([null, 'next']);
});

describe('own data', () => {
  it('come as a file', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      saved.push(this.download);
    });
    URL.createObjectURL = () => 'blob:test';
    URL.revokeObjectURL = () => undefined;
    given.get('/api/auth/export', () =>
      HttpResponse.json(
        { account: {} },
        { headers: { 'Content-Disposition': 'attachment; filename="my-data-2025-01-21.json"' } },
      ),
    );
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Скачать мои данные' }));
    await waitFor(() => {
      expect(saved).toEqual(['my-data-2025-01-21.json']);
    });
    vi.restoreAllMocks();
  });

  it('tell why they do not come', async () => {
    given.get('/api/auth/export', () => problem(429, 'too_many_requests'));
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Скачать мои данные' }));
    expect(await screen.findByText('Слишком часто. Подождите немного и повторите')).toBeInTheDocument();
  });
});
