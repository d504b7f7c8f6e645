import { screen } from '@testing-library/react';
import { Outlet } from 'react-router';
import { afterEach, beforeEach } from 'vitest';
import type { components } from '@/shared/api';
import { paths } from '@/shared/config';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import { buildCall, buildDispositions, emitLive, given, pageOf, renderRoute } from '@/shared/testing';
import { PhoneHost } from '@/widgets/phone-host';
import { TelephonyPage } from '../ui/telephony-page';

export type Call = components['schemas']['Call'];

export const nina = buildCall();
export const pavel = buildCall({
  id: 400,
  clientName: 'Павел Дорохов',
  phoneClient: '+79172026451',
  dateCreate: '2025-01-21T08:20:00Z',
});

const counts = { all: 186, debts: 7, missed: 19, answered: 148, outbound: 19, lastHour: 31 };

/** As in the application: the telephone stands beside the page. */
function Shell() {
  return (
    <>
      <Outlet />
      <PhoneHost />
    </>
  );
}

const routes = [
  {
    Component: Shell,
    children: [
      {
        path: paths.calls,
        Component: TelephonyPage,
        children: [{ path: paths.call(':callId'), element: <p>card</p> }],
      },
      { path: paths.desk, element: <p>desk</p> },
    ],
  },
];

/** Keys work on the page as under the shell. */
export function setTheList(): void {
  let stopKeys: () => void;
  beforeEach(() => {
    stopKeys = listenForShortcuts();
  });
  afterEach(() => {
    stopKeys();
  });
}

/** Answers of a server whose list is `calls`; returns the questions asked. */
export function givenCalls(calls: () => Call[]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  given.get('/api/calls', ({ query }) => {
    asked.push(query);
    return pageOf(calls(), { total: 186 });
  });
  given.get('/api/calls/counts', () => ({ success: true, data: counts }));
  given.get('/api/calls/missed', () => pageOf([]));
  given.get('/api/calls/live', () => ({ success: true, data: [] }));
  given.get('/api/dispositions', () => pageOf(buildDispositions()));
  given.get('/api/operators', () =>
    pageOf([{ id: 8, name: 'Мария Орлова', city: 'Саратов', statusWork: 'online' as const }]),
  );
  given.get('/api/cities', () =>
    pageOf([
      { id: 1, name: 'Омск', timezone: 'Asia/Omsk', slotCapacity: 3, version: 1 },
      { id: 2, name: 'Пенза', timezone: 'Europe/Moscow', slotCapacity: 3, version: 1 },
    ]),
  );
  given.get('/api/campaigns', () => pageOf([{ id: 1, rk: 'Авито', name: null, version: 1 }]));
  return asked;
}

export function openList(
  at: string = paths.calls,
  profile: Parameters<typeof renderRoute>[1]['profile'] = {},
) {
  return renderRoute(routes, { at, profile });
}

export function emit(
  call: Call,
  type: 'call.ringing' | 'call.ended' | 'call.updated' = 'call.ringing',
): void {
  emitLive(type, { id: call.id, call });
}

/** The row of a client. */
export async function rowOf(name: string): Promise<HTMLElement> {
  const link = await screen.findByRole('link', { name: new RegExp(`Открыть звонок: ${name}`) });
  const row = link.closest('tr');
  if (row === null) throw new Error(`${name} has no row`);
  return row;
}
