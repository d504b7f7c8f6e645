import { act, screen, waitFor, within } from '@testing-library/react';
import { Outlet } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { components, LiveEvent } from '@/shared/api';
import { publish } from '@/shared/api/live-events/live-bus';
import { paths } from '@/shared/config';
import { useDrafts } from '@/shared/lib/drafts';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import { given, problem, renderRoute, server } from '@/shared/testing';
import {
  buildBrief,
  buildCall,
  buildCallDetails,
  buildClient,
  buildDispositions,
  buildRingingCall,
  pageOf,
} from '@/shared/testing/call-factories';
import { PhoneHost } from '@/widgets/phone-host';
import { DeskPage } from './desk-page';

type Call = ReturnType<typeof buildCall>;
type Debt = components['schemas']['Debt'];

const anna = { id: 7, name: 'Анна Власова' };
const ringing = buildRingingCall();
const talking: Call = { ...ringing, status: 'in_progress', operator: anna, version: 2 };
const ended: Call = { ...talking, status: 'answered', talkSeconds: 242, waitSeconds: 7, version: 3 };

function Shell() {
  return (
    <>
      <Outlet />
      <PhoneHost />
    </>
  );
}

const routes = [{ Component: Shell, children: [{ path: paths.desk, Component: DeskPage }] }];

let asked: string[] = [];
let stopKeys: () => void;

beforeEach(() => {
  stopKeys = listenForShortcuts();
  asked = [];
  server.events.on('request:start', ({ request }) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
  });
  given.get('/api/calls', () => pageOf([]));
  givenLists();
  given.get('/api/dispositions', () => pageOf(buildDispositions()));
  given.get('/api/cities', () => pageOf([]));
  given.get('/api/campaigns', () => pageOf([]));
  given.get('/api/masters', () => pageOf([]));
  given.get('/api/orders', () => pageOf([]));
  given.get('/api/clients/{phone}', () => ({ success: true, data: buildClient() }));
});

afterEach(() => {
  stopKeys();
  server.events.removeAllListeners();
  useDrafts.setState({ drafts: {} });
});

function givenLists(debts: Debt[] = []): void {
  given.get('/api/calls/live', () => ({ success: true, data: [] }));
  given.get('/api/calls/missed', () => pageOf(debts));
}

/** One call; `/calls/live` and `/calls/missed` look like it to the faked server, so they are said again after it. */
function givenCard(details: ReturnType<typeof buildCallDetails>, debts: Debt[] = []): void {
  given.get('/api/calls/{id}', () => ({ success: true, data: details }));
  givenLists(debts);
}

function emit(type: LiveEvent['type'], data: object): void {
  act(() => {
    publish({ type, data: { id: ringing.id, at: new Date().toISOString(), ...data } } as LiveEvent);
  });
}

const ring = (change: object = {}): void => {
  emit('call.ringing', { call: ringing, brief: buildBrief(), ringingOperatorIds: [anna.id], ...change });
};

async function openDesk(at: string = paths.desk, profile = {}) {
  const view = renderRoute(routes, { at, profile });
  // The telephone is there once it has asked what goes on.
  await waitFor(() => {
    expect(asked).toContain('GET /api/calls/live');
  });
  await screen.findByText('Никто не звонит').catch(() => undefined);
  return view;
}

/** The desk in the wrap-up of a call that this person has just finished. */
async function openWrapUp(change: Partial<Call> = {}) {
  const view = await openDesk();
  ring();
  emit('call.connected', { call: talking });
  emit('call.ended', { call: { ...ended, ...change } });
  await screen.findByRole('radiogroup', { name: 'Чем закончился звонок' });
  return view;
}

describe('a ring on the desk', () => {
  it('tells who calls and why from the event alone', async () => {
    await openDesk();
    const before = asked.length;
    ring();
    const brief = screen.getByRole('alertdialog', { name: 'Входящий звонок' });
    expect(brief).toHaveTextContent('Сергей Кузьмин');
    expect(brief).toHaveTextContent('+7 927 115-48-20');
    expect(brief).toHaveTextContent('Мастер опаздывает на 36 мин.');
    expect(brief).toHaveTextContent('Сегодня 2 пропущенных: 10:52 и 11:20');
    expect(brief).toHaveTextContent('Авито · Холодильники · Саратов');
    expect(brief).toHaveTextContent('«Мастер рядом, слушаю вас»');
    expect(asked.slice(before).filter((request) => /\/calls\/900/.test(request))).toEqual([]);
  });

  it('is spoken once', async () => {
    await openDesk();
    ring();
    expect(await screen.findByText('Звонит Сергей Кузьмин. Авито · Холодильники · Саратов')).toHaveAttribute(
      'aria-live',
      'assertive',
    );
  });

  it('is nothing on the desk of a colleague at whom it does not ring', async () => {
    await openDesk();
    ring({ ringingOperatorIds: [8] });
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(screen.getByText('Никто не звонит')).toBeInTheDocument();
    // He sees it among the live calls.
    expect(
      within(screen.getByRole('complementary', { name: 'Очередь работы' })).getByText('Сергей Кузьмин'),
    ).toBeInTheDocument();
  });

  it('prefills an order from what the call has told', async () => {
    await openDesk();
    ring();
    expect(await screen.findByLabelText(/Имя клиента/)).toHaveValue('Сергей Кузьмин');
    expect(screen.getByLabelText(/Адрес/)).toHaveValue('Саратов, Чернышевского, 112, кв. 47');
  });

  it('moves neither the focus nor what is being typed, until F2 is pressed', async () => {
    const { user, router } = await openDesk(paths.deskCall('new'));
    const name = await screen.findByLabelText(/Имя клиента/);
    await user.type(name, 'Марина');
    ring();
    expect(screen.getByRole('alertdialog')).toHaveTextContent('Сергей Кузьмин');
    expect(name).toHaveFocus();
    await user.type(name, ' Егорова');
    expect(name).toHaveValue('Марина Егорова');
    expect(router.state.location.search).toBe('?call=new');

    await user.keyboard('[F2]');
    expect(router.state.location.search).toBe('?call=900');
    await waitFor(() => {
      expect(screen.getByLabelText(/Имя клиента/)).toHaveValue('Сергей Кузьмин');
    });
    expect(screen.getByRole('link', { name: /Марина Егорова/ })).toHaveTextContent('черновик');
  });
});

describe('the states of a call', () => {
  it('follow the events: talk, hold, end', async () => {
    await openDesk();
    ring();
    emit('call.connected', { call: talking });
    expect(screen.getByRole('region', { name: 'Разговор' })).toHaveTextContent('Сергей Кузьмин');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();

    givenCard(
      buildCallDetails({
        ...talking,
        legs: [
          {
            id: 1,
            kind: 'abonent',
            status: 'held',
            phoneNumber: null,
            extension: '103',
            operator: anna,
            appearedAt: null,
            connectedAt: new Date().toISOString(),
            disconnectedAt: null,
            talkSeconds: null,
            holdSeconds: null,
            disconnectReason: null,
          },
        ],
      }),
    );
    emit('call.updated', { call: talking, ringingOperatorIds: [] });
    expect(await screen.findByRole('region', { name: 'Удержание' })).toBeInTheDocument();

    emit('call.ended', { call: ended });
    expect(await screen.findByRole('region', { name: 'Итог звонка' })).toHaveTextContent('Разговор 4:02');
  });

  it('leaves the desk when a colleague answers', async () => {
    await openDesk();
    ring();
    emit('call.connected', { call: { ...talking, operator: { id: 8, name: 'Мария Орлова' } } });
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
  });

  it('keeps an order that has been begun when the call ends', async () => {
    const { user } = await openDesk();
    ring();
    emit('call.connected', { call: talking });
    await user.type(await screen.findByLabelText(/Проблема/), 'Не морозит');
    emit('call.ended', { call: ended });
    expect(await screen.findByRole('radio', { name: 'Заказ' })).toBeChecked();
    expect(screen.getByLabelText(/Проблема/)).toHaveValue('Не морозит');
    await user.click(screen.getByRole('radio', { name: 'Итог' }));
    expect(screen.getByText('Чем закончился звонок')).toBeInTheDocument();
  });

  it('brings back an unfinished wrap-up after a reload', async () => {
    given.get('/api/calls', ({ query }) => (query.get('operatorId') === '7' ? pageOf([ended]) : pageOf([])));
    given.get('/api/calls/{id}/brief', () => ({ success: true, data: buildBrief() }));
    await openDesk(paths.desk, { statusWork: 'wrap_up', statusWorkSince: new Date().toISOString() });
    expect(await screen.findByText('Чем закончился звонок')).toBeInTheDocument();
  });
});

describe('the outcome', () => {
  it('is chosen by a digit, confirmed by Enter, and puts the person on the line again', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/calls/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...ended, disposition: 'consultation', version: 4 } };
    });
    given.patch('/api/operators/me/status-work', async ({ request }) => {
      bodies.push(await request.json());
      return {
        success: true,
        data: { id: 7, statusWork: 'online', statusWorkSince: '2025-01-21T10:00:00Z', statusWorkNext: null },
      };
    });
    given.get('/api/calls', () => pageOf([]));
    const { user, queryClient } = await openWrapUp();
    act(() => {
      queryClient.setQueryData<object>(['profile'], (profile) => ({ ...profile, statusWork: 'wrap_up' }));
    });
    await user.keyboard('[Digit2]');
    expect(screen.getByRole('radio', { name: /Консультация/ })).toBeChecked();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(bodies).toEqual([
      { disposition: 'consultation', comment: null, version: 3 },
      { statusWork: 'online' },
    ]);
  });

  it('is not taken from digits typed into the note', async () => {
    const { user } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), '12');
    expect(screen.getByLabelText('Заметка')).toHaveValue('12');
    screen.getAllByRole('radio').forEach((option) => {
      if (option.closest('[aria-label="Чем закончился звонок"]') !== null) expect(option).not.toBeChecked();
    });
  });

  it('is asked for before anything is sent', async () => {
    const { user } = await openWrapUp();
    await user.keyboard('{Control>}[Enter]{/Control}');
    expect(screen.getByText('Выберите итог')).toHaveAttribute('role', 'alert');
    expect(asked.filter((request) => request.startsWith('PATCH'))).toEqual([]);
  });

  it('is proposed by the facts: an order has come of the call', async () => {
    await openWrapUp({ orders: [{ id: 48231, statusOrder: 'new' }] });
    const order = screen.getByRole('radio', { name: /по факту: заказ/ });
    expect(order).toBeChecked();
  });

  it('shows both when another person has set it meanwhile, and loses nothing typed', async () => {
    const versions: number[] = [];
    const theirs = { ...ended, disposition: 'refusal', comment: 'Дорого', version: 9 };
    given.patch('/api/calls/{id}', async ({ request }) => {
      const { version } = (await request.json()) as { version: number };
      versions.push(version);
      if (version !== theirs.version) return problem(412, 'stale_version', { current: theirs });
      return {
        success: true,
        data: { ...theirs, disposition: 'callback', comment: 'Перезвонить в 15', version: 10 },
      };
    });
    const { user } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), 'Перезвонить в 15');
    await user.click(screen.getByRole('radio', { name: /Перезвонить/ }));
    await user.keyboard('{Control>}[Enter]{/Control}');

    const title = await screen.findByText('Звонок изменили, пока вы писали');
    const conflict = title.closest('[role="alert"]');
    expect(conflict).toHaveTextContent('Ваше: Перезвонить');
    expect(conflict).toHaveTextContent('В базе: Отказ');
    expect(conflict).toHaveTextContent('Ваше: Перезвонить в 15');
    expect(conflict).toHaveTextContent('В базе: Дорого');
    expect(screen.getByLabelText('Заметка')).toHaveValue('Перезвонить в 15');

    await user.click(screen.getByRole('button', { name: 'Оставить моё' }));
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(versions).toEqual([3, 9]);
  });

  it('is saved without a question when only the rest of the row has changed', async () => {
    const versions: number[] = [];
    given.patch('/api/calls/{id}', async ({ request }) => {
      const { version } = (await request.json()) as { version: number };
      versions.push(version);
      if (version !== 8)
        return problem(412, 'stale_version', { current: { ...ended, hasRecording: true, version: 8 } });
      return { success: true, data: { ...ended, disposition: 'spam', version: 9 } };
    });
    const { user } = await openWrapUp();
    await user.keyboard('[Digit6]{Enter}');
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(versions).toEqual([3, 8]);
  });

  it('keeps a note that was not saved for the next time the page opens', async () => {
    const { user, unmount } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), 'Домофон не работает');
    unmount();
    expect(localStorage.getItem('crm.draft.7:outcome:call-900')).toContain('Домофон не работает');
    await openWrapUp();
    expect(screen.getByLabelText('Заметка')).toHaveValue('Домофон не работает');
  });
});

describe('what waits on the desk', () => {
  it('lists debts with their clocks and takes the oldest one', async () => {
    const call = buildCall({ id: 77, status: 'missed', missedReason: 'queue', operator: null });
    const since = new Date(Date.now() - 24 * 60_000 - 10_000).toISOString();
    givenCard(buildCallDetails({ ...call }), [
      {
        phoneClient: '+79603419066',
        clientName: 'Нина Соболева',
        tries: 3,
        firstMissedAt: since,
        lastMissedAt: since,
        call,
      },
    ]);
    given.get('/api/calls/{id}/brief', () => ({
      success: true,
      data: buildBrief({ callId: 77, clientName: 'Нина Соболева', reasons: [{ kind: 'new_client' }] }),
    }));
    const { user, router } = await openDesk();
    const debt = await screen.findByRole('link', { name: /Нина Соболева/ });
    expect(debt).toHaveTextContent('24:1');
    expect(debt).toHaveTextContent('3 попытки');
    await user.click(screen.getByRole('button', { name: 'Взять долг' }));
    expect(router.state.location.search).toBe('?call=77');
    expect(await screen.findByRole('region', { name: 'Долг' })).toHaveTextContent('Нина Соболева');
    expect(screen.getByRole('link', { name: /Набрать/ })).toHaveAttribute('href', 'tel:+79603419066');
  });
});
