import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { loadTexts } from '@/shared/i18n';
import { given, problem, renderRoute } from '@/shared/testing';
import { ClientDataMenu } from './client-data-menu';

type Erasure = components['schemas']['ClientErasure'];
type Permission = components['schemas']['Profile']['permissions'][number];

const phone = '+79271154820';
const begun: Erasure = {
  id: 5,
  pseudonym: '+01234567890123',
  reason: 'Заявление от 12 марта',
  operator: { id: 7, name: 'Анна Власова' },
  requestedAt: '2026-03-12T09:00:00Z',
  finishedAt: null,
  calls: { done: 0, total: 340 },
  orders: { done: 0, total: 2 },
  recordings: 0,
};

function open(permissions: Permission[] = ['clients:export', 'clients:erase'], shown: string | null = phone) {
  return renderRoute(
    [
      { path: '/', element: <ClientDataMenu phone={shown} /> },
      { path: '/orders/:id', element: <p>заказ</p> },
    ],
    { at: '/', profile: { permissions } },
  );
}
const menu = () => screen.findByRole('button', { name: 'Данные клиента' });
const submit = () => screen.getByRole('button', { name: 'Удалить навсегда' });

async function openDialog() {
  const view = open();
  await view.user.click(await menu());
  await view.user.click(await screen.findByRole('menuitem', { name: 'Удалить данные клиента…' }));
  return { ...view, dialog: await screen.findByRole('dialog') };
}

async function fill({ user }: { user: ReturnType<typeof open>['user'] }, number = '8 927 115-48-20') {
  await user.type(screen.getByLabelText(/Основание/), 'Заявление от 12 марта');
  await user.type(screen.getByLabelText(/Номер клиента ещё раз/), number);
}

describe('the data of a client', () => {
  it.each<[string, Permission[], string | null]>([
    ['who may not', ['calls:read'], phone],
    ['a hidden number', ['clients:erase'], null],
    ['a masked number', ['clients:erase'], '+7******4820'],
    ['one who is erased', ['clients:export', 'clients:erase'], '+01234567890123'],
  ])('have no menu for %s', async (_, permissions, shown) => {
    await Promise.all([import('./data-menu'), loadTexts(['clients'])]);
    open(permissions, shown);
    await expect(screen.findByRole('button', {}, { timeout: 150 })).rejects.toThrow();
  });

  it('are saved as a file', async () => {
    URL.createObjectURL = () => 'blob:test';
    URL.revokeObjectURL = () => undefined;
    let asked = '';
    given.get('/api/clients/{phone}/export', ({ params }) => {
      asked = String(params['phone']);
      return new Response('{}', {
        headers: { 'Content-Disposition': 'attachment; filename=client-2026-03-12.json' },
      });
    });
    const { user } = open(['clients:export']);
    await user.click(await menu());
    expect(screen.queryByRole('menuitem', { name: 'Удалить данные клиента…' })).not.toBeInTheDocument();
    await user.click(await screen.findByRole('menuitem', { name: 'Выгрузить всё о клиенте' }));
    await waitFor(() => {
      expect(decodeURIComponent(asked)).toBe(phone);
    });
  });

  it('are erased after it was said what goes and stays, and the number was typed', async () => {
    const sent: unknown[] = [];
    const finished = { calls: { done: 340, total: 340 }, orders: { done: 2, total: 2 } };
    given.post('/api/clients/{phone}/erasure', async ({ request }) => {
      sent.push(await request.json());
      return { success: true, data: begun };
    });
    let looks = 0;
    given.get('/api/client-erasures/{id}', () => {
      looks += 1;
      const data = looks < 2 ? begun : { ...begun, ...finished, finishedAt: '2026-03-12T09:00:04Z' };
      return { success: true, data };
    });
    const view = await openDialog();
    const { dialog } = view;
    expect(within(dialog).getByText('Исчезнет')).toBeInTheDocument();
    expect(within(dialog).getByText(/деньги, цифры не изменятся/)).toBeInTheDocument();
    await fill(view, '8 927 115-48-21');
    expect(submit()).toBeDisabled();
    await view.user.type(screen.getByLabelText(/Номер клиента ещё раз/), '{Backspace}0');
    expect(submit()).toBeEnabled();
    await view.user.click(submit());
    expect(await screen.findByText('Удаляем данные клиента')).toBeInTheDocument();
    expect(await screen.findByText('Данные клиента удалены', {}, { timeout: 5000 })).toBeInTheDocument();
    expect(screen.getByText('340 из 340')).toBeInTheDocument();
    expect(sent).toEqual([{ confirmation: '8 927 115-48-20', reason: 'Заявление от 12 марта' }]);
  });

  it('the end of an erasure is told although the page knows the number no more', async () => {
    given.post('/api/clients/{phone}/erasure', () => ({ success: true, data: begun }));
    given.get('/api/client-erasures/{id}', () => ({
      success: true,
      data: { ...begun, finishedAt: begun.requestedAt },
    }));
    function Page() {
      const [shown, setShown] = useState(phone);
      return (
        <>
          <ClientDataMenu phone={shown} />
          <button
            onClick={() => {
              setShown(begun.pseudonym);
            }}
          >
            новости
          </button>
        </>
      );
    }
    const { user } = renderRoute([{ path: '/', Component: Page }], {
      at: '/',
      profile: { permissions: ['clients:erase'] },
    });
    await user.click(await menu());
    await user.click(await screen.findByRole('menuitem', { name: 'Удалить данные клиента…' }));
    await screen.findByRole('dialog');
    await fill({ user });
    await user.click(submit());
    await screen.findByRole('dialog', { name: /Удаляем|удалены/ });
    screen.getByText('новости').click();
    expect(await screen.findByRole('dialog', { name: 'Данные клиента удалены' })).toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Закрыть' }).at(-1) ?? document.body);
    expect(screen.queryByRole('button', { name: 'Данные клиента' })).not.toBeInTheDocument();
  });

  it('cannot be erased while he has open orders: they are a click away', async () => {
    given.post('/api/clients/{phone}/erasure', () =>
      problem(409, 'client_in_work', { orderIds: [48213], callIds: [] }),
    );
    const view = await openDialog();
    await fill(view);
    await view.user.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent('С клиентом ещё работают');
    await view.user.click(screen.getByRole('link', { name: /Заказ 48/ }));
    expect(await screen.findByText('заказ')).toBeInTheDocument();
  });

  it('says that grounds with the number in them would keep it', async () => {
    given.post('/api/clients/{phone}/erasure', () =>
      problem(422, 'invalid_fields', { errors: [{ field: 'reason', code: 'invalid_value', message: '' }] }),
    );
    const view = await openDialog();
    await fill(view);
    await view.user.click(submit());
    await waitFor(() => {
      expect(screen.getByLabelText(/Основание/)).toHaveAccessibleDescription(/Уберите номер/);
    });
  });
});
