import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/shared/api';
import { renderRoute } from '@/shared/testing';
import { DataTable } from './data-table';
import type { Column, DataTableProps } from './data-table';

interface Order {
  id: number;
  client: string;
}

const columns: Column<Order>[] = [
  { id: 'id', head: '№', cell: ({ id }) => id, sortBy: 'createDate' },
  { id: 'client', head: 'Клиент', cell: ({ client }) => client },
  { id: 'actions', hiddenHead: 'Действия', cell: () => <button type="button">Набрать</button> },
];
const orders: Order[] = [
  { id: 1, client: 'Нина' },
  { id: 2, client: 'Марат' },
];
const ready = { isPending: false, isError: false, error: null, onRetry: () => undefined };

function show(change: Partial<DataTableProps<Order>> = {}) {
  const props: DataTableProps<Order> = {
    label: 'Заказы',
    columns,
    items: orders,
    itemId: ({ id }) => id,
    state: ready,
    empty: <p>Заказов нет</p>,
    ...change,
  };
  return renderRoute([{ path: '/', Component: () => <DataTable {...props} /> }], { at: '/', profile: null });
}

describe('a table', () => {
  it('names its columns, those of actions too', () => {
    show();
    const heads = screen.getAllByRole('columnheader').map((head) => head.textContent);
    expect(heads).toEqual(['№', 'Клиент', 'Действия']);
    expect(screen.getByRole('row', { name: /Нина/ })).toBeInTheDocument();
  });

  it('opens a row by a press on it, but not by one on its own buttons', async () => {
    const onOpen = vi.fn();
    const { user } = show({ onOpen });
    await user.click(screen.getByText('Марат'));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(orders[1]);
    await user.click(
      within(screen.getByRole('row', { name: /Нина/ })).getByRole('button', { name: 'Набрать' }),
    );
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('sorts where the server can, newest first, and back', async () => {
    const onSort = vi.fn();
    const { user } = show({ sort: { by: 'createDate', order: 'desc', onSort } });
    expect(screen.getByRole('columnheader', { name: '№' })).toHaveAttribute('aria-sort', 'descending');
    await user.click(screen.getByRole('button', { name: '№' }));
    expect(onSort).toHaveBeenCalledExactlyOnceWith('createDate', 'asc');
    expect(within(screen.getByRole('columnheader', { name: 'Клиент' })).queryByRole('button')).toBeNull();
  });

  it('leaves out hidden columns', () => {
    show({ hiddenColumns: ['client'] });
    expect(screen.queryByText('Нина')).not.toBeInTheDocument();
  });

  it('tells nothing found from nothing loaded', async () => {
    show({ items: [] });
    expect(screen.getByText('Заказов нет')).toBeInTheDocument();

    const onRetry = vi.fn();
    const error = new ApiProblem({ code: 'not_ready', status: 503, requestId: 'abc' });
    const { user } = show({ items: [], state: { ...ready, isError: true, error, onRetry } });
    expect(screen.getByRole('alert')).toHaveTextContent('запрос abc');
    await user.click(screen.getByRole('button', { name: 'Повторить сейчас' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('keeps rows that are there when a refresh fails', () => {
    show({ state: { ...ready, isError: true, error: new Error('away'), isStale: true } });
    expect(screen.getByText('Нина')).toBeInTheDocument();
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  });

  it('draws a part of a long list and tells its whole length', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      id: index + 1,
      client: `Клиент ${String(index + 1)}`,
    }));
    show({ items: many });
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    expect((await screen.findAllByRole('row')).length).toBeLessThan(150);
  });
});
