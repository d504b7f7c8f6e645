import { act, screen, waitFor } from '@testing-library/react';
import { Outlet } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '@/shared/api';
import { paths } from '@/shared/config';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import {
  buildBrief,
  buildCallDetails,
  buildDispositions,
  buildRingingCall,
  emitLive,
  given,
  pageOf,
  renderRoute,
} from '@/shared/testing';
import { PhoneHost } from './phone-host';

const me = 7;
const ringing = buildRingingCall();

function Shell() {
  return (
    <>
      <label>
        Поле <input />
      </label>
      <Outlet />
      <PhoneHost />
    </>
  );
}

const routes = [
  {
    Component: Shell,
    children: [
      { path: paths.orders, element: <p>заказы</p> },
      { path: paths.desk, element: <p>стол</p> },
    ],
  },
];

/** Sound at the edge of the browser: counts the tones that are asked for. */
function givenSound(): { tones: () => number } {
  const start = vi.fn();
  const param = { value: 0, setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
  const node = {
    gain: param,
    frequency: param,
    connect: (next: unknown) => next,
    disconnect: vi.fn(),
    start,
    stop: vi.fn(),
  };
  class Sound {
    currentTime = 0;
    destination = node;
    resume = () => Promise.resolve();
    createGain = () => node;
    createOscillator = () => node;
  }
  vi.stubGlobal('AudioContext', Sound);
  return { tones: () => start.mock.calls.length };
}

let stopKeys: () => void;

beforeEach(() => {
  stopKeys = listenForShortcuts();
  given.get('/api/calls/live', () => ({ success: true, data: [] }));
  given.get('/api/dispositions', () => pageOf(buildDispositions()));
});

afterEach(() => {
  stopKeys();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open(profile = {}) {
  const view = renderRoute(routes, { at: paths.orders, profile });
  await waitFor(() => {
    expect(view.queryClient.getQueryData(['calls', 'live'])).toEqual([]);
  });
  return view;
}

function emit(type: LiveEvent['type'], data: object): void {
  emitLive(type, { id: ringing.id, ...data });
}

const ring = (ringingOperatorIds = [me]): void => {
  emit('call.ringing', { call: ringing, brief: buildBrief(), ringingOperatorIds });
};

describe('a ring on a page that is not the desk', () => {
  it('says who calls without taking the focus or the page', async () => {
    const { user, router } = await open();
    const field = screen.getByLabelText('Поле');
    await user.type(field, 'пишу');
    ring();
    const notice = screen.getByRole('alertdialog', { name: 'Входящий звонок' });
    expect(notice).toHaveTextContent('Сергей Кузьмин');
    expect(notice).toHaveTextContent('Авито · Холодильники · Саратов');
    expect(notice).toHaveTextContent('Мастер опаздывает на 36 мин.');
    expect(field).toHaveFocus();
    expect(router.state.location.pathname).toBe(paths.orders);
  });

  it('goes to the desk by F2, even from a field', async () => {
    const { user, router } = await open();
    await user.click(screen.getByLabelText('Поле'));
    ring();
    await user.keyboard('[F2]');
    expect(router.state.location.pathname + router.state.location.search).toBe(paths.deskCall(ringing.id));
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('shows nothing of a call that rings at a colleague', async () => {
    await open();
    ring([8]);
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('shows nothing to those who take no calls', async () => {
    await open({ role: 'viewer', permissions: ['calls:read'] });
    ring();
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('goes away when a colleague answers', async () => {
    await open();
    ring();
    emit('call.connected', { call: { ...ringing, status: 'in_progress', operator: { id: 8, name: 'М' } } });
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('is there for a call that rang before the page was opened', async () => {
    given.get('/api/calls/{id}', () => ({
      success: true,
      data: buildCallDetails({
        ...ringing,
        legs: [
          {
            id: 1,
            kind: 'abonent',
            status: 'started',
            phoneNumber: null,
            extension: '103',
            operator: { id: me, name: 'Анна Власова' },
            appearedAt: ringing.dateCreate,
            connectedAt: null,
            disconnectedAt: null,
            talkSeconds: null,
            holdSeconds: null,
            disconnectReason: null,
          },
        ],
      }),
    }));
    given.get('/api/calls/{id}/brief', () => ({ success: true, data: buildBrief() }));
    given.get('/api/calls/live', () => ({ success: true, data: [ringing] }));
    renderRoute(routes, { at: paths.orders });
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('Сергей Кузьмин');
  });
});

describe('what makes a ring noticed', () => {
  it('flashes in the title of the tab and gives the title back', async () => {
    document.title = 'Заказы';
    await open();
    ring();
    expect(document.title).toBe('Звонит Сергей Кузьмин');
    emit('call.ended', { call: { ...ringing, status: 'missed', missedReason: 'queue' } });
    expect(document.title).toBe('Заказы');
  });

  it('sounds until the state changes, once the person has pressed something', async () => {
    const sound = givenSound();
    const { user } = await open();
    await user.click(screen.getByLabelText('Поле'));
    vi.useFakeTimers({ shouldAdvanceTime: true });
    ring();
    expect(sound.tones()).toBe(2);
    act(() => {
      vi.advanceTimersByTime(5000);
    });
    expect(sound.tones()).toBe(6);
    emit('call.connected', { call: { ...ringing, status: 'in_progress', operator: { id: me, name: 'А' } } });
    act(() => {
      vi.advanceTimersByTime(10_000);
    });
    expect(sound.tones()).toBe(6);
  });

  it('is silent for a call that rings at a colleague', async () => {
    const sound = givenSound();
    const { user } = await open();
    await user.click(screen.getByLabelText('Поле'));
    ring([8]);
    expect(sound.tones()).toBe(0);
  });

  it('falls silent when asked to, and goes on showing the call', async () => {
    const sound = givenSound();
    const { user } = await open();
    await user.click(screen.getByLabelText('Поле'));
    ring();
    await user.click(screen.getByRole('button', { name: 'Без звука' }));
    const before = sound.tones();
    await new Promise((resolve) => setTimeout(resolve, 2600));
    expect(sound.tones()).toBe(before);
    expect(screen.getByRole('alertdialog')).toBeInTheDocument();
  });
});
