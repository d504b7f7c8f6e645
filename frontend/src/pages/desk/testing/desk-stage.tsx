import { screen, waitFor } from '@testing-library/react';
import { Outlet } from 'react-router';
import { afterEach, beforeEach, expect } from 'vitest';
import type { components, LiveEvent } from '@/shared/api';
import { paths } from '@/shared/config';
import { useDrafts } from '@/shared/lib/drafts';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import {
  buildBrief,
  buildClient,
  buildDispositions,
  buildRingingCall,
  emitLive,
  given,
  pageOf,
  renderRoute,
  server,
} from '@/shared/testing';

import { PhoneHost } from '@/widgets/phone-host';
import { DeskPage } from '../ui/desk-page';

export type Call = components['schemas']['Call'];
export type Debt = components['schemas']['Debt'];

/** Who works at the desk. */
export const anna = { id: 7, name: 'Анна Власова' };
/** The same call while it rings, is talked on, and is over. */
export const ringing = buildRingingCall();
export const talking: Call = { ...ringing, status: 'in_progress', operator: anna, version: 2 };
export const ended: Call = { ...talking, status: 'answered', talkSeconds: 242, waitSeconds: 7, version: 3 };

function Shell() {
  return (
    <>
      <Outlet />
      <PhoneHost />
    </>
  );
}

const routes = [{ Component: Shell, children: [{ path: paths.desk, Component: DeskPage }] }];

const asked: string[] = [];

/** Requests so far, as `PATCH /api/calls/900`. */
export function askedRequests(): readonly string[] {
  return asked;
}

/** A desk with nothing on it, as the application opens it: the telephone stands beside the page. */
export function setTheDesk(): void {
  let stopKeys: () => void;
  beforeEach(() => {
    stopKeys = listenForShortcuts();
    asked.length = 0;
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
}

function givenLists(debts: Debt[] = []): void {
  given.get('/api/calls/live', () => ({ success: true, data: [] }));
  given.get('/api/calls/missed', () => pageOf(debts));
}

/** One call; `/calls/live` and `/calls/missed` look like it to the faked server, so they are said again after it. */
export function givenCard(details: components['schemas']['CallDetails'], debts: Debt[] = []): void {
  given.get('/api/calls/{id}', () => ({ success: true, data: details }));
  givenLists(debts);
}

export function emit(type: LiveEvent['type'], data: object): void {
  emitLive(type, { id: ringing.id, ...data });
}

/** The call rings at Anna, unless told otherwise. */
export function ring(change: object = {}): void {
  emit('call.ringing', { call: ringing, brief: buildBrief(), ringingOperatorIds: [anna.id], ...change });
}

export async function openDesk(at: string = paths.desk, profile = {}) {
  const view = renderRoute(routes, { at, profile });
  // The telephone is there once it has asked what goes on.
  await waitFor(() => {
    expect(asked).toContain('GET /api/calls/live');
  });
  return view;
}

/** The desk in the wrap-up of a call that Anna has just finished. */
export async function openWrapUp(change: Partial<Call> = {}) {
  const view = await openDesk();
  ring();
  emit('call.connected', { call: talking });
  emit('call.ended', { call: { ...ended, ...change } });
  await screen.findByRole('radiogroup', { name: 'Чем закончился звонок' });
  return view;
}
