import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { closePlayer, usePlayer } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useDrafts } from '@/shared/lib/drafts';
import {
  buildCall,
  buildCallDetails,
  buildDispositions,
  emitLive,
  given,
  pageOf,
  problem,
  renderRoute,
} from '@/shared/testing';
import { CallCardPage } from './call-card-page';

const anna = { id: 7, name: 'Анна Власова' };
const routes = [
  { path: paths.calls, element: <p>список</p> },
  { path: paths.call(':callId'), Component: CallCardPage },
];

const recording = {
  id: 51,
  recordingId: 'rec',
  state: 'stored' as const,
  isAvailable: true,
  extension: '103',
  contentType: 'audio/mpeg',
  bytes: 1000,
  startedAt: '2025-01-21T08:32:10Z',
  storedAt: '2025-01-21T08:40:00Z',
};

const details = buildCallDetails({
  operator: anna,
  dtmf: ['1', '2'],
  orders: [{ id: 48231, statusOrder: 'assigned', isFromCall: true }],
  recordings: [recording],
  legs: [
    {
      id: 1,
      kind: 'queue',
      status: 'completed',
      phoneNumber: null,
      extension: '801',
      operator: null,
      appearedAt: '2025-01-21T08:32:00Z',
      connectedAt: null,
      disconnectedAt: '2025-01-21T08:32:07Z',
      talkSeconds: 0,
      holdSeconds: 0,
      disconnectReason: null,
    },
    {
      id: 2,
      kind: 'abonent',
      status: 'completed',
      phoneNumber: null,
      extension: '103',
      operator: anna,
      appearedAt: '2025-01-21T08:32:03Z',
      connectedAt: '2025-01-21T08:32:07Z',
      disconnectedAt: '2025-01-21T08:36:09Z',
      talkSeconds: 242,
      holdSeconds: 18,
      disconnectReason: 1110,
    },
  ],
});

afterEach(() => {
  useDrafts.setState({ drafts: {} });
  closePlayer();
});

function open(change: Partial<typeof details> = {}, { at = paths.call(501), profile = {} } = {}) {
  given.get('/api/calls/{id}', () => ({ success: true, data: { ...details, ...change } }));
  given.get('/api/dispositions', () => pageOf(buildDispositions()));
  return renderRoute(routes, { at, profile });
}

describe('the card of a call', () => {
  it('shows its facts, its path, its recordings and its orders', async () => {
    open();
    const card = await screen.findByRole('dialog', { name: /Нина Соболева/ });
    expect(card).toHaveTextContent('Нажатия в меню1 2');
    expect(card).toHaveTextContent('Трубку положилзвонивший');
    expect(card).toHaveTextContent('Очередь 801');
    expect(card).toHaveTextContent('звонил 0:04 · разговор 4:02 · удержание 0:18');
    expect(screen.getByRole('link', { name: /48\s231/ })).toHaveAttribute('href', paths.order(48231));
    expect(screen.getByRole('button', { name: 'Слушать' })).toBeInTheDocument();
  });

  it('says why a recording cannot be heard', async () => {
    open({ recordings: [{ ...recording, state: 'announced', isAvailable: false }] });
    expect(await screen.findByText(/ещё не пришла из телефонии/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Слушать' })).not.toBeInTheDocument();
  });

  it('of a client whose data were erased says so, and offers neither to dial nor to listen', async () => {
    open({
      ...{ phoneClient: '+01234567890123', clientName: '+01234567890123', hasRecording: false },
      recordings: [{ ...recording, state: 'erased', isAvailable: false, contentType: null, bytes: null }],
    });
    const card = await screen.findByRole('dialog', { name: /Данные клиента удалены/ });
    expect(card).toHaveTextContent('Номер клиентаДанные клиента удалены');
    expect(card).toHaveTextContent('удалена вместе с данными клиента');
    expect(card).not.toHaveTextContent('+0123');
    for (const name of ['Слушать', 'Новый заказ', 'Скопировать номер'])
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /Набрать/ })).not.toBeInTheDocument();
  });

  it('saves outcome and comment', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/calls/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: buildCall({ operator: anna, comment: 'Ждёт до пятницы', version: 4 }) };
    });
    const { user } = open();
    await user.type(await screen.findByLabelText('Комментарий'), 'Ждёт до пятницы');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ disposition: null, comment: 'Ждёт до пятницы', version: 3 }]);
    });
  });

  it('keeps what is typed when the server refuses it', async () => {
    given.patch('/api/calls/{id}', () => problem(503, 'overloaded'));
    const { user } = open();
    await user.type(await screen.findByLabelText('Комментарий'), 'Ждёт');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Сервер занят');
    expect(screen.getByLabelText('Комментарий')).toHaveValue('Ждёт');
  });

  it('takes the stored values when told so', async () => {
    given.patch('/api/calls/{id}', () =>
      problem(412, 'stale_version', {
        current: buildCall({ operator: anna, disposition: 'refusal', comment: 'Дорого', version: 9 }),
      }),
    );
    const { user } = open();
    await user.type(await screen.findByLabelText('Комментарий'), 'Моё');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    await user.click(await screen.findByRole('button', { name: 'Взять из базы' }));
    expect(screen.getByLabelText('Комментарий')).toHaveValue('Дорого');
    expect(screen.getByRole('combobox', { name: 'Итог' })).toHaveTextContent('Отказ');
  });

  it('only tells the outcome of another operator’s call', async () => {
    open({ operator: { id: 8, name: 'Мария Орлова' }, disposition: 'spam' });
    expect(await screen.findByText('Спам')).toBeInTheDocument();
    expect(screen.getByText('Итог ставит тот, кто говорил')).toBeInTheDocument();
    expect(screen.queryByLabelText('Комментарий')).not.toBeInTheDocument();
  });

  it('lets who manages set the outcome of any call', async () => {
    open({ operator: { id: 8, name: 'Мария Орлова' } }, { profile: { role: 'manager' } });
    expect(await screen.findByLabelText('Комментарий')).toBeInTheDocument();
  });

  it('follows the events of its call', async () => {
    let status: 'in_progress' | 'answered' = 'in_progress';
    given.get('/api/calls/{id}', () => ({ success: true, data: { ...details, status } }));
    given.get('/api/dispositions', () => pageOf(buildDispositions()));
    renderRoute(routes, { at: paths.call(501) });
    expect(await screen.findByText('Разговор', { selector: '[data-hue]' })).toBeInTheDocument();
    status = 'answered';
    emitLive('call.ended', { id: 501 });
    expect(await screen.findByText('Отвечен')).toBeInTheDocument();
  });

  it('goes back to the list it was opened from', async () => {
    const { user, router } = open({}, { at: `${paths.call(501)}?city=Омск&t=92` });
    await user.click(await screen.findByRole('button', { name: 'Закрыть' }));
    expect(router.state.location.pathname).toBe(paths.calls);
    expect(router.state.location.search).toBe(`?city=${encodeURIComponent('Омск')}`);
  });

  it('waits in the player at the second a link names', async () => {
    open({}, { at: `${paths.call(501)}?t=92` });
    await waitFor(() => {
      expect(usePlayer.getState().track).toMatchObject({ callId: 501, startAt: 92 });
    });
    expect(usePlayer.getState().isPlaying).toBe(false);
  });

  it('says so when the call is not there', async () => {
    given.get('/api/calls/{id}', () => problem(404, 'not_found'));
    given.get('/api/dispositions', () => pageOf(buildDispositions()));
    renderRoute(routes, { at: paths.call(999) });
    expect(await screen.findByRole('alert')).toHaveTextContent('Этого больше нет или это в другом городе');
  });
});
