import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderRoute } from '@/shared/testing';
import { DataTable } from './data-table';
import type { Column } from './data-table';
import { useListTable } from './use-list-table';

interface Order {
  id: number;
  client: string;
}

const columns: Column<Order>[] = [
  { id: 'id', head: '№', cell: ({ id }) => id },
  { id: 'client', head: 'Клиент', cell: ({ client }) => client },
];
const orders: Order[] = [
  { id: 48_231, client: 'Нина' },
  { id: 48_229, client: 'Марат' },
];
const ready = { isPending: false, isError: false, error: null, onRetry: () => undefined };

function Orders() {
  const [hidden, setHidden] = useState<string[]>([]);
  const list = useListTable({
    columns,
    items: orders,
    itemId: ({ id }) => id,
    itemName: ({ id }) => String(id),
    hiddenColumns: hidden,
    onHiddenColumns: setHidden,
  });
  return (
    <>
      <output>{list.selected.map(({ client }) => client).join(', ')}</output>
      {list.choices.map(({ id, head, isShown, toggle }) => (
        <button key={id} type="button" aria-pressed={isShown} onClick={toggle}>
          {head}
        </button>
      ))}
      <button type="button" onClick={list.clearSelection}>
        снять
      </button>
      <DataTable
        label="Заказы"
        columns={list.columns}
        items={orders}
        itemId={({ id }) => id}
        state={ready}
        empty={null}
      />
    </>
  );
}

const show = () => renderRoute([{ path: '/', Component: Orders }], { at: '/', profile: null });
const chosen = () => screen.getByRole('status');

describe('a list whose rows are chosen', () => {
  it('takes one, shows a part, takes all, and lets go', async () => {
    const { user } = show();
    await user.click(screen.getByRole('checkbox', { name: 'Выбрать строку: 48229' }));
    expect(chosen()).toHaveTextContent('Марат');
    const all = screen.getByRole('checkbox', { name: 'Выбрать все строки' });
    expect(all).toBePartiallyChecked();

    await user.click(all);
    expect(chosen()).toHaveTextContent('Нина, Марат');
    expect(all).toBeChecked();

    await user.click(screen.getByRole('button', { name: 'снять' }));
    expect(chosen()).toBeEmptyDOMElement();
  });
});

describe('a list whose columns are chosen', () => {
  it('hides and shows a column', async () => {
    const { user } = show();
    expect(screen.getByRole('columnheader', { name: 'Клиент' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Клиент' }));
    expect(screen.queryByRole('columnheader', { name: 'Клиент' })).not.toBeInTheDocument();
    expect(screen.queryByText('Нина')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Клиент' }));
    expect(screen.getByText('Нина')).toBeInTheDocument();
  });
});
