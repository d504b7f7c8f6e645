import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDrafts } from '@/shared/lib/drafts';
import {
  buildCity,
  buildOrder,
  buildOrderCard,
  given,
  noContent,
  pageOf,
  problem,
  renderRoute,
} from '@/shared/testing';
import { OrderCardPage } from './order-card-page';

function open(card: Parameters<typeof buildOrderCard>[0] = {}) {
  let current = buildOrderCard(card);
  given.get('/api/orders/{id}', () => ({ success: true, data: current }));
  const view = renderRoute(
    [
      { path: '/orders', Component: () => <p>список</p> },
      { path: '/orders/:orderId', Component: OrderCardPage },
    ],
    { at: '/orders/48213?city=Саратов' },
  );
  return {
    ...view,
    /** What the server has from now on. */
    becomes: (change: Parameters<typeof buildOrderCard>[0]) => {
      current = buildOrderCard({ ...current, ...change });
      return current;
    },
  };
}

/** Bodies of changes; each is answered by `answer` with the number of the attempt. */
function givenPatch(answer: (attempt: number, body: Record<string, unknown>) => Response) {
  const bodies: Record<string, unknown>[] = [];
  given.patch('/api/orders/{id}', async ({ request }) => {
    const body = (await request.json()) as Record<string, unknown>;
    bodies.push(body);
    return answer(bodies.length, body);
  });
  return bodies;
}

const footer = () => within(screen.getByRole('contentinfo'));

beforeEach(() => {
  useDrafts.setState({ drafts: {} });
  given.get('/api/cities', () => pageOf([buildCity()]));
  given.get('/api/campaigns', () => pageOf([]));
  given.get('/api/masters', () => pageOf([]));
});

describe('the card of an order', () => {
  it('offers the steps that the server allows, and no others', async () => {
    open({
      statusOrder: 'on_the_way',
      master: { id: 4, name: 'Олег Сафин' },
      allowedStatuses: ['in_progress', 'refused'],
    });
    expect(await screen.findByRole('button', { name: 'Мастер на месте' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Отказ…' })).toBeInTheDocument();
    for (const name of ['Незаказ…', 'Мастер выехал', 'Закрыть заказ…', 'Вернуть в ожидание…'])
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  });

  it('refuses only with a reason', async () => {
    const bodies: unknown[] = [];
    given.post('/api/orders/{id}/status', async ({ request }) => {
      bodies.push(await request.json());
      return Response.json({ success: true, data: buildOrder({ statusOrder: 'refused', version: 2 }) });
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Отказ…' }));
    await user.click(await screen.findByRole('button', { name: 'Записать отказ' }));
    expect(await screen.findByText('Заполните поле')).toBeInTheDocument();
    expect(bodies).toEqual([]);

    await user.click(screen.getByLabelText(/Причина/));
    await user.paste('Дорого');
    await user.click(screen.getByRole('button', { name: 'Записать отказ' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ status: 'refused', version: 1, reason: 'Дорого' }]);
    });
  });

  it('counts what a closing comes to before it is sent', async () => {
    const { user } = open({
      statusOrder: 'in_progress',
      master: { id: 4, name: 'Олег Сафин' },
      allowedStatuses: ['completed'],
    });
    await user.click(await screen.findByRole('button', { name: 'Закрыть заказ…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Закрыть заказ' }));
    await user.click(dialog.getByLabelText(/Итог/));
    await user.paste('7 000');
    const costs = dialog.getByLabelText(/Расход/);
    await user.clear(costs);
    await user.click(costs);
    await user.paste('1000,50');
    expect(dialog.getByText(/5\s999,50/)).toBeInTheDocument();
    expect(dialog.getByText(/2\s999,75/)).toBeInTheDocument();
  });

  it('keeps a refused step and its words when the order was changed meanwhile', async () => {
    const bodies: Record<string, unknown>[] = [];
    const { user, becomes } = open();
    given.post('/api/orders/{id}/status', async ({ request }) => {
      bodies.push((await request.json()) as Record<string, unknown>);
      if (bodies.length > 1) return Response.json({ success: true, data: buildOrder({ version: 4 }) });
      return problem(412, 'stale_version', { current: becomes({ version: 3, statusOrder: 'assigned' }) });
    });
    await user.click(await screen.findByRole('button', { name: 'Отказ…' }));
    await user.click(await screen.findByLabelText(/Причина/));
    await user.paste('Дорого');
    await user.click(screen.getByRole('button', { name: 'Записать отказ' }));
    expect(await screen.findByText(/Сейчас: Принял/)).toBeInTheDocument();
    expect(screen.getByLabelText(/Причина/)).toHaveValue('Дорого');
    await user.click(screen.getByRole('button', { name: 'Записать отказ' }));
    await waitFor(() => {
      expect(bodies[1]).toEqual({ status: 'refused', version: 3, reason: 'Дорого' });
    });
  });
});

describe('changing an order', () => {
  async function edit(user: ReturnType<typeof open>['user'], label: RegExp, text: string) {
    if (screen.queryByLabelText(label) === null)
      await user.click(await screen.findByRole('button', { name: 'Править' }));
    const field = await screen.findByLabelText(label);
    await user.clear(field);
    await user.click(field);
    await user.paste(text);
  }

  it('sends only what was changed, with the version', async () => {
    const bodies = givenPatch((_attempt, body) =>
      Response.json({ success: true, data: buildOrder({ ...body, version: 2 }) }),
    );
    const { user } = open();
    await edit(user, /^Адрес/, 'Рахова, 61');
    await user.click(footer().getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ version: 1, address: 'Рахова, 61' }]);
    });
    expect(await screen.findByRole('button', { name: 'Править' })).toBeInTheDocument();
    expect(screen.queryByLabelText(/Телефон/)).not.toBeInTheDocument();
  });

  it('writes a number as it is typed and saves it as a number of any country is written', async () => {
    const bodies = givenPatch((_attempt, body) =>
      Response.json({ success: true, data: buildOrder({ ...body, version: 2 }) }),
    );
    const { user } = open({
      phone: '+4915112345678',
      abilities: { edit: ['phone'], delete: false, overbook: false },
    });
    await user.click(await screen.findByRole('button', { name: 'Править' }));
    // The rules of countries have come once a number of another one is written as there.
    expect(await screen.findByDisplayValue('+49 1511 2345678')).toBeInTheDocument();
    await edit(user, /^Телефон/, '89603419066');
    expect(screen.getByLabelText(/^Телефон/)).toHaveValue('8 (960) 341-90-66');
    await user.click(footer().getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ version: 1, phone: '+79603419066' }]);
    });
  });

  it('takes changes of other fields silently and saves mine over them', async () => {
    const { user, becomes } = open();
    const bodies = givenPatch((attempt) =>
      attempt === 1
        ? problem(412, 'stale_version', { current: becomes({ version: 5, problem: 'Другая беда' }) })
        : Response.json({ success: true, data: becomes({ version: 6, address: 'Рахова, 61' }) }),
    );
    await edit(user, /^Адрес/, 'Рахова, 61');
    await user.click(footer().getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(bodies).toEqual([
        { version: 1, address: 'Рахова, 61' },
        { version: 5, address: 'Рахова, 61' },
      ]);
    });
  });

  it('shows both values of a field that both changed and saves the chosen one', async () => {
    const { user, becomes } = open();
    const bodies = givenPatch((attempt) =>
      attempt === 1
        ? problem(412, 'stale_version', { current: becomes({ version: 5, address: 'Вольская, 3' }) })
        : Response.json({ success: true, data: becomes({ version: 6 }) }),
    );
    await edit(user, /^Адрес/, 'Рахова, 61');
    await edit(user, /Имя клиента/, 'Пётр');
    await user.click(footer().getByRole('button', { name: 'Сохранить' }));

    const conflict = await screen.findByRole('alert');
    expect(conflict).toHaveTextContent('Ваше: Рахова, 61');
    expect(conflict).toHaveTextContent('В базе: Вольская, 3');
    expect(screen.getByLabelText(/Имя клиента/)).toHaveValue('Пётр');
    expect(footer().getByRole('button', { name: 'Сохранить' })).toBeDisabled();

    await user.click(within(conflict).getByRole('button', { name: 'Взять из базы' }));
    expect(screen.getByLabelText(/^Адрес/)).toHaveValue('Вольская, 3');
    await user.click(footer().getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(bodies[1]).toEqual({ version: 5, clientName: 'Пётр' });
    });
  });

  it('opens again with what a crash has left unsaved', async () => {
    const first = open();
    await edit(first.user, /^Адрес/, 'Рахова, 61');
    first.unmount();
    open();
    expect(await screen.findByLabelText(/^Адрес/)).toHaveValue('Рахова, 61');
  });
});

describe('deleting an order', () => {
  it('is for those whom the server lets, asks first and goes back to the list', async () => {
    let deleted = 0;
    given.delete('/api/orders/{id}', () => {
      deleted += 1;
      return noContent();
    });
    const { user, router } = open({
      abilities: { edit: [], delete: true, overbook: true },
    });
    await user.click(await screen.findByRole('button', { name: /Удалить заказ/ }));
    expect(deleted).toBe(0);
    await user.click(await screen.findByRole('button', { name: 'Удалить' }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/orders');
    });
    expect(deleted).toBe(1);
    expect(router.state.location.search).toBe('?city=%D0%A1%D0%B0%D1%80%D0%B0%D1%82%D0%BE%D0%B2');
  });

  it('is not offered to others', async () => {
    open();
    await screen.findByRole('button', { name: 'Отказ…' });
    expect(screen.queryByRole('button', { name: /Удалить/ })).not.toBeInTheDocument();
  });
});
