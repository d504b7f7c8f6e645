import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { paths } from '@/shared/config';
import { buildCall } from '@/shared/testing';
import { emit, givenCalls, nina, openList, pavel, rowOf, setTheList } from '../testing/list-stage';
import type { Call } from '../testing/list-stage';

setTheList();

describe('live calls in the list', () => {
  it('gathers new calls instead of shifting rows, and shows them when asked', async () => {
    const later = buildCall({ id: 700, clientName: 'Роман Тихонов', phoneClient: '+79047132860' });
    const calls = [nina, pavel];
    givenCalls(() => calls);
    const { user } = openList();
    await rowOf('Нина Соболева');
    emit(later);
    const news = await screen.findByRole('button', { name: /1 новый/ });
    expect(screen.queryByText('Роман Тихонов')).not.toBeInTheDocument();
    calls.unshift(later);
    await user.click(news);
    await rowOf('Роман Тихонов');
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('counts a call once, however many events tell of it', async () => {
    const later = buildCall({ id: 700, clientName: 'Роман Тихонов', phoneClient: '+79047132860' });
    givenCalls(() => [nina]);
    openList();
    await rowOf('Нина Соболева');
    emit(later);
    emit(later, 'call.updated');
    emit({ ...later, status: 'answered' }, 'call.ended');
    expect(await screen.findByRole('button', { name: /1 новый/ })).toBeInTheDocument();
  });

  it('does not count calls that the filters leave out', async () => {
    givenCalls(() => [nina]);
    openList(`${paths.calls}?city=Саратов`);
    await rowOf('Нина Соболева');
    emit(buildCall({ id: 701, city: 'Омск' }));
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('counts a talk that began before the page was opened', async () => {
    const dateCreate = new Date(Date.now() - 90_000).toISOString();
    givenCalls(() => [{ ...nina, status: 'in_progress', dateCreate, waitSeconds: 27, talkSeconds: null }]);
    openList();
    expect(await rowOf('Нина Соболева')).toHaveTextContent(/1:0[3-9]/);
  });

  it('renews a known row in its place', async () => {
    givenCalls(() => [{ ...nina, status: 'in_progress', talkSeconds: null }, pavel]);
    openList();
    const row = await rowOf('Нина Соболева');
    expect(row).toHaveTextContent('Разговор');
    emit({ ...nina, version: 4, disposition: 'consultation' }, 'call.ended');
    await waitFor(() => {
      expect(row).toHaveTextContent('Консультация');
    });
    expect(row).toHaveTextContent('Отвечен');
    expect(row.isConnected).toBe(true);
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('fills an empty list at once, since nothing in it can shift', async () => {
    const calls: Call[] = [];
    givenCalls(() => calls);
    openList();
    expect(await screen.findByText('Звонков пока нет')).toBeInTheDocument();
    calls.push(nina);
    emit(nina);
    await rowOf('Нина Соболева');
  });
});

describe('the keyboard in the list', () => {
  it('goes from row to row and opens one', async () => {
    givenCalls(() => [nina, pavel]);
    const { user, router } = openList();
    await rowOf('Нина Соболева');
    await user.keyboard('[KeyJ]');
    expect(screen.getByRole('link', { name: /Нина Соболева/ })).toHaveFocus();
    await user.keyboard('[ArrowDown]');
    expect(screen.getByRole('link', { name: /Павел Дорохов/ })).toHaveFocus();
    await user.keyboard('[KeyK]');
    expect(screen.getByRole('link', { name: /Нина Соболева/ })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(router.state.location.pathname).toBe(paths.call(nina.id));
  });

  it('takes the row in focus to the desk for an order', async () => {
    givenCalls(() => [nina, pavel]);
    const { user, router } = openList();
    await rowOf('Нина Соболева');
    await user.keyboard('[KeyJ][KeyJ][KeyN]');
    expect(router.state.location.pathname + router.state.location.search).toBe(paths.deskCall(pavel.id));
  });

  it('offers no order and no sound to those who may not', async () => {
    givenCalls(() => [nina]);
    openList(paths.calls, { role: 'viewer', permissions: ['calls:read', 'orders:read'] });
    const row = await rowOf('Нина Соболева');
    expect(within(row).queryByRole('button', { name: 'Слушать' })).not.toBeInTheDocument();
    expect(within(row).queryByRole('button', { name: 'Новый заказ' })).not.toBeInTheDocument();
  });
});
