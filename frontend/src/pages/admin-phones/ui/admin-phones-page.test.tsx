import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { given, renderRoute } from '@/shared/testing';
import { AdminPhonesPage } from './admin-phones-page';

const pagination = {
  page: 1,
  limit: 50,
  total: 1,
  totalPages: 1,
  hasNext: false,
  hasPrev: false,
  nextCursor: null,
};
const unknownNumber = '+74950009988';
const phone = { id: 31, number: unknownNumber, rk: 'Радио', city: 'Саратов', avitoName: null, version: 1 };

function open() {
  return renderRoute([{ path: '/admin/phones', Component: AdminPhonesPage }], {
    at: '/admin/phones',
    profile: { role: 'admin' },
  });
}

beforeEach(() => {
  given.get('/api/phones', () => ({ success: true, data: [], pagination: { ...pagination, total: 0 } }));
  given.get('/api/phones/unassigned', () => ({
    success: true,
    data: [{ number: unknownNumber, calls: 42, lastCallAt: '2025-01-21T09:00:00Z' }],
    pagination,
  }));
  given.get('/api/cities', () => ({
    success: true,
    data: [{ id: 1, name: 'Саратов', timezone: 'Europe/Saratov', slotCapacity: 2, version: 1 }],
    pagination,
  }));
  given.get('/api/campaigns', () => ({
    success: true,
    data: [{ id: 2, rk: 'Радио', name: null, version: 1 }],
    pagination,
  }));
});

describe('a number that clients dial and nobody has described', () => {
  it('is assigned with its number filled in, and then gives its past calls campaign and city', async () => {
    const created: unknown[] = [];
    const filled: string[] = [];
    given.post('/api/phones', async ({ request }) => {
      created.push(await request.json());
      return { success: true, data: phone };
    });
    given.post('/api/phones/{id}/fill-calls', ({ params }) => {
      filled.push(params['id'] ?? '');
      return { success: true, data: { filled: 42 } };
    });
    const { user } = open();
    expect(await screen.findByText('42 звонка')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Назначить/ }));
    expect(await screen.findByRole('textbox', { name: /^Номер/ })).toHaveValue(unknownNumber);
    for (const [box, option] of [
      [/^Реклама/, 'Радио'],
      [/^Город/, 'Саратов'],
    ] as const) {
      const dialog = screen.getByRole('dialog');
      const field = [...dialog.querySelectorAll<HTMLElement>('[role=combobox]')].find((one) =>
        box.test(one.closest('[data-record-field]')?.textContent ?? ''),
      );
      await user.click(field ?? dialog);
      await user.click(await screen.findByRole('option', { name: option }));
    }
    await user.click(screen.getByRole('button', { name: /Создать/ }));

    await user.click(await screen.findByRole('button', { name: 'Заполнить 42 звонка' }));
    await waitFor(() => {
      expect(filled).toEqual(['31']);
    });
    expect(created).toEqual([{ number: unknownNumber, rk: 'Радио', city: 'Саратов', avitoName: null }]);
  });

  it('tells an admin with no numbers what they are for', async () => {
    open();
    expect(await screen.findByText('Нет ни одного номера')).toBeInTheDocument();
  });
});
