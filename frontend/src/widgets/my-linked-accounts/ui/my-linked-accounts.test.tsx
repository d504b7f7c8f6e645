import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OauthLink } from '@/entities/oauth-provider';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { MyLinkedAccounts } from './my-linked-accounts';

const linked: OauthLink = {
  provider: 'github',
  email: 'anna@example.org',
  linkedAt: '2026-01-20T10:00:00Z',
  lastUsedAt: null,
};
const open = (at = '/profile') => renderRoute([{ path: '/profile', Component: MyLinkedAccounts }], { at });
const rowOf = async (name: string) => {
  const row = (await screen.findByText(name)).closest('li');
  if (row === null) throw new Error(`${name} has no row`);
  return within(row);
};
let links: OauthLink[] = [];

beforeEach(() => {
  links = [linked];
  given.get('/api/auth/oauth/links', () => ({ success: true, data: links }));
  given.get('/api/auth/oauth/providers', () => ({
    success: true,
    data: [
      { id: 'yandex', name: null },
      { id: 'github', name: null },
    ],
  }));
});

describe('linked accounts', () => {
  it('show which services sign one in, and which could', async () => {
    open();
    expect((await rowOf('GitHub')).getByText(/anna@example\.org · привязан 20 января/)).toBeVisible();
    expect((await rowOf('Яндекс')).getByText('не привязан')).toBeVisible();
  });

  it('lead to the provider, and back to this page', async () => {
    const visit = vi.spyOn(window, 'open').mockReturnValue(null);
    const bodies: unknown[] = [];
    given.post('/api/auth/oauth/{provider}/link', async ({ request, params }) => {
      bodies.push([params['provider'], await request.json()]);
      return { success: true, data: { url: 'https://oauth.yandex.ru/authorize?state=s' } };
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Привязать Яндекс' }));
    await waitFor(() => {
      expect(visit).toHaveBeenCalledWith('https://oauth.yandex.ru/authorize?state=s', '_self');
    });
    expect(bodies).toEqual([['yandex', { returnTo: '/profile' }]]);
    visit.mockRestore();
  });

  it('say why a link could not be begun', async () => {
    given.post('/api/auth/oauth/{provider}/link', () => problem(503, 'provider_unavailable'));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Привязать Яндекс' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Внешняя служба не отвечает');
  });

  it('are ended after a question', async () => {
    given.delete('/api/auth/oauth/links/{provider}', () => {
      links = [];
      return noContent();
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Отвязать GitHub' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Отвязать GitHub?' }));
    await user.click(dialog.getByRole('button', { name: 'Отвязать' }));
    expect((await rowOf('GitHub')).getByText('не привязан')).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('stay, with the reason, when they could not be ended', async () => {
    given.delete('/api/auth/oauth/links/{provider}', () => problem(403, 'step_up_required'));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Отвязать GitHub' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Отвязать' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Подтвердите действие паролем');
  });

  it('of a service that has been turned off can still be ended', async () => {
    given.get('/api/auth/oauth/providers', () => ({ success: true, data: [] }));
    open();
    expect(await screen.findByRole('button', { name: 'Отвязать GitHub' })).toBeVisible();
  });

  it.each([
    ['linked', 'status', 'GitHub: вход привязан'],
    ['refused', 'alert', 'Привязать GitHub не получилось'],
  ])('tell once how the way ended: %s', async (word, role, text) => {
    const { router } = open(`/profile?oauth=${word}&provider=github&tab=1`);
    expect(await screen.findByRole(role)).toHaveTextContent(text);
    await waitFor(() => {
      expect(router.state.location.search).toBe('?tab=1');
    });
    expect(screen.getByRole(role)).toHaveTextContent(text);
  });

  it('say that they could not be read', async () => {
    given.get('/api/auth/oauth/links', () => problem(503, 'not_ready'));
    open();
    expect(await screen.findByRole('alert')).toHaveTextContent('Сервер запускается');
  });
});
