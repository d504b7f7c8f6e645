import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { emitLive, given, noContent, pageOf, problem, renderRoute } from '@/shared/testing';
import { NoticeBell } from './notice-bell';

type Notice = components['schemas']['Notice'];

const buildNotice = (id: number, change: Partial<Notice> = {}): Notice => ({
  id,
  type: 'new_device',
  data: { device: 'Safari 18, iOS', ip: '203.0.113.7' },
  createdAt: '2025-01-21T10:00:00Z',
  readAt: null,
  ...change,
});

/** Notices as the server keeps them; reading changes them. */
function givenNotices(notices: Notice[]) {
  const state = { notices };
  const read = (which: (notice: Notice) => boolean): void => {
    state.notices = state.notices.map((notice) =>
      which(notice) ? { ...notice, readAt: '2025-01-21T11:00:00Z' } : notice,
    );
  };
  given.get('/api/auth/notices', () => pageOf(state.notices));
  given.get('/api/auth/notices/unread', () => ({
    success: true,
    count: state.notices.filter(({ readAt }) => readAt === null).length,
  }));
  given.post('/api/auth/notices/read', () => {
    read(() => true);
    return noContent();
  });
  given.post('/api/auth/notices/{id}/read', ({ params }) => {
    read(({ id }) => String(id) === params['id']);
    const [notice] = state.notices;
    return notice ? { success: true, data: notice } : HttpResponse.error();
  });
  return state;
}

const open = () => renderRoute([{ path: '/', Component: NoticeBell }], { at: '/' });

describe('the bell', () => {
  it('counts what is not read and takes news at once', async () => {
    const state = givenNotices([buildNotice(1)]);
    open();
    expect(await screen.findByRole('button', { name: 'Уведомления: 1 новое' })).toBeInTheDocument();

    state.notices = [buildNotice(2, { type: 'token_reuse', data: {} }), ...state.notices];
    emitLive('notices.changed', { id: 2 });
    expect(await screen.findByRole('button', { name: 'Уведомления: 2 новых' })).toBeInTheDocument();
  });

  it('shows what happened; a press marks one as read, a button all', async () => {
    givenNotices([
      buildNotice(3, { type: 'session_ended', data: { device: 'Chrome 130, Windows' } }),
      buildNotice(2),
      buildNotice(1, { type: 'password_changed', data: {}, readAt: '2025-01-20T10:00:00Z' }),
    ]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Уведомления: 2 новых' }));
    const box = await screen.findByRole('dialog', { name: 'Уведомления' });
    const device = await within(box).findByRole('button', {
      name: /Вход с нового устройства: Safari 18, iOS, 203/,
    });
    expect(within(box).getByText('Пароль изменён')).toBeInTheDocument();
    expect(within(box).getByRole('link', { name: 'Моя безопасность' })).toHaveAttribute(
      'href',
      '/my-security',
    );

    await user.click(device);
    await waitFor(() => {
      expect(within(box).queryByRole('button', { name: /Safari/ })).not.toBeInTheDocument();
    });
    await user.click(within(box).getByRole('button', { name: 'Прочитать все' }));
    await waitFor(() => {
      expect(within(box).queryByRole('button', { name: 'Прочитать все' })).not.toBeInTheDocument();
    });
    expect(screen.getByRole('button', { name: 'Уведомления' })).toBeInTheDocument();
  });

  it('says that there is nothing, and that it did not load', async () => {
    givenNotices([]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Уведомления' }));
    expect(await screen.findByText('Уведомлений нет')).toBeInTheDocument();

    given.get('/api/auth/notices', () => problem(500, 'internal'));
    const again = open();
    const bells = await screen.findAllByRole('button', { name: 'Уведомления' });
    await again.user.click(bells.at(-1) ?? document.body);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});
