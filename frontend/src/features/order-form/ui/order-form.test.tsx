import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepDraft, readDraft, useDrafts } from '@/shared/lib/drafts';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import { buildCity, buildOrder, buildSlots, given, pageOf, problem, renderRoute } from '@/shared/testing';
import { OrderForm } from './order-form';
import type { OrderFormProps } from './order-form';

const key = '7:order:call-12';
const at1000 = '2099-11-20T06:00:00.000Z';

interface Sent {
  body: Record<string, unknown>;
  idempotencyKey: string | null;
}

/** The form of a call whose number, city and campaign are known. */
function open(props: Partial<OrderFormProps> = {}, profile = {}) {
  const created: number[] = [];
  const view = renderRoute(
    [
      {
        path: '/desk',
        Component: () => (
          <OrderForm
            prefill={{ phone: '+79271154820', city: 'Саратов', rk: 'Авито', typeEquipment: 'bt' }}
            callId={12}
            draftKey={key}
            onCreated={({ id }) => {
              created.push(id);
            }}
            {...props}
          />
        ),
      },
    ],
    { at: '/desk', profile: { permissions: ['orders:create', 'orders:read'], ...profile } },
  );
  return { ...view, created };
}

/** Answers creation with each of `answers` in turn and keeps what was sent. */
function givenCreation(...answers: (() => Response | Promise<Response>)[]): Sent[] {
  const sent: Sent[] = [];
  given.post('/api/orders', async ({ request }) => {
    sent.push({
      body: (await request.json()) as Record<string, unknown>,
      idempotencyKey: request.headers.get('Idempotency-Key'),
    });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined) throw new Error('no answer prepared');
    return answer();
  });
  return sent;
}

const createdAnswer = () =>
  Response.json(
    { success: true, data: { ...buildOrder({ id: 48231 }), otherOpenOrders: [] } },
    { status: 201 },
  );

async function fill(user: ReturnType<typeof open>['user']) {
  await write(user, /Имя клиента/, 'Марина Егорова');
  await write(user, /^Адрес/, 'Тельмана, 14');
  await write(user, /Проблема/, 'Посудомойка не сливает');
  await user.click(await screen.findByRole('button', { name: /10:00.*Свободно 3 из 3/ }));
}

async function write(user: ReturnType<typeof open>['user'], label: RegExp, text: string) {
  await user.click(screen.getByLabelText(label));
  await user.paste(text);
}

const submit = () => screen.getByRole('button', { name: 'Создать заказ' });

beforeEach(() => {
  useDrafts.setState({ drafts: {} });
  given.get('/api/cities', () => pageOf([buildCity()]));
  given.get('/api/campaigns', () => pageOf([{ id: 1, rk: 'Авито', name: null, version: 1 }]));
  given.get('/api/orders', () => pageOf([]));
  given.get('/api/orders/slots', () => ({ success: true, data: buildSlots() }));
  return listenForShortcuts();
});

describe('a new order', () => {
  it('is sent with what the call knows and what was typed, and leaves no draft', async () => {
    const sent = givenCreation(createdAnswer);
    const { user, created } = open();
    await fill(user);
    expect(readDraft(key)).toMatchObject({ clientName: 'Марина Егорова' });

    await user.keyboard('{Control>}{Enter}{/Control}');

    await waitFor(() => {
      expect(created).toEqual([48231]);
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toEqual({
      clientName: 'Марина Егорова',
      phone: '+79271154820',
      typeEquipment: 'bt',
      typeOrder: 'first_time',
      city: 'Саратов',
      rk: 'Авито',
      address: 'Тельмана, 14',
      dateMeeting: at1000,
      problem: 'Посудомойка не сливает',
      callId: 12,
    });
    expect(sent[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(readDraft(key)).toBeNull();
  });

  it('names a taken slot and the nearest free ones, keeps all text and books the one that is pressed', async () => {
    const sent = givenCreation(
      () => problem(409, 'slot_full', { nearest: ['2099-11-20T07:30:00Z'] }),
      createdAnswer,
    );
    const { user, created } = open();
    await fill(user);
    await user.click(submit());

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/10:00 заняли\. Ближайшие:/);
    expect(screen.getByLabelText(/Проблема/)).toHaveValue('Посудомойка не сливает');
    expect(screen.queryByLabelText(/Причина записи сверх мест/)).not.toBeInTheDocument();

    await user.click(within(alert).getByRole('button', { name: /11:30/ }));
    await user.click(submit());

    await waitFor(() => {
      expect(created).toEqual([48231]);
    });
    expect(sent[1]?.body['dateMeeting']).toBe('2099-11-20T07:30:00Z');
    expect(sent[1]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });

  it('lets those who may overbook force a full slot with a reason', async () => {
    const sent = givenCreation(() => problem(409, 'slot_full', { nearest: [] }), createdAnswer);
    const { user, created } = open({}, { permissions: ['orders:create', 'orders:overbook'] });
    await fill(user);
    await user.click(submit());

    await screen.findByLabelText(/Причина записи сверх мест/);
    await write(user, /Причина записи сверх мест/, 'просил директор');
    await user.click(submit());

    await waitFor(() => {
      expect(created).toEqual([48231]);
    });
    expect(sent[0]?.body).not.toHaveProperty('force');
    expect(sent[1]?.body['force']).toEqual({ reason: 'просил директор' });
  });

  it('shows faults of the server beside their fields and goes to the first one', async () => {
    givenCreation(() =>
      problem(422, 'invalid_fields', {
        errors: [
          { field: 'address', code: 'too_short', message: 'short' },
          { field: 'phone', code: 'invalid_phone', message: 'bad' },
        ],
      }),
    );
    const { user } = open();
    await fill(user);
    await user.click(submit());

    expect(await screen.findByText(/Проверьте номер/)).toBeInTheDocument();
    expect(screen.getByLabelText(/^Адрес/)).toBeInvalid();
    expect(screen.getByLabelText(/Телефон/)).toHaveFocus();
  });

  it('asks for what is missing without asking the server', async () => {
    const sent = givenCreation(createdAnswer);
    const { user } = open();
    await screen.findByRole('button', { name: /10:00/ });
    await user.click(submit());

    expect(await screen.findAllByText('Заполните поле')).toHaveLength(4);
    expect(screen.getByLabelText(/Имя клиента/)).toHaveFocus();
    expect(sent).toHaveLength(0);
  });

  it('repeats a lost request as the same attempt', async () => {
    const sent = givenCreation(() => Response.error(), createdAnswer);
    const { user, created } = open();
    await fill(user);
    await user.click(submit());
    expect(await screen.findByText(/Сервер недоступен/)).toBeInTheDocument();
    await user.click(submit());

    await waitFor(() => {
      expect(created).toEqual([48231]);
    });
    expect(sent[1]?.idempotencyKey).toBe(sent[0]?.idempotencyKey);
  });

  it('goes on with the draft that a crash has left, and leaves out what it cannot read', async () => {
    keepDraft(key, { problem: 'Стиральная стучит', typeEquipment: 'kp', typeOrder: 'later', rk: 5 });
    open();

    expect(screen.getByLabelText(/Проблема/)).toHaveValue('Стиральная стучит');
    expect(screen.getByRole('radio', { name: 'КП' })).toBeChecked();
    expect(screen.getByRole('combobox', { name: /Тип заявки/ })).toHaveTextContent('Впервые');
    expect(screen.getByText(/Сохранено \d/)).toBeInTheDocument();
    await screen.findByRole('button', { name: /10:00/ });
  });

  it('suggests a repeat to a client who has ordered before and warns of his open order', async () => {
    given.get('/api/orders', ({ query }) => {
      expect(query.get('search')).toBe('79271154820');
      return pageOf([buildOrder({ id: 48213, statusOrder: 'on_the_way' })]);
    });
    open();

    expect(await screen.findByText(/У клиента есть открытый заказ/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /48\s213/ })).toHaveAttribute('href', '/orders/48213');
    expect(screen.getByRole('combobox', { name: /Тип заявки/ })).toHaveTextContent('Повтор');
  });
});

describe('all slots of a day', () => {
  it('are one stop of Tab, walked by arrows; a full one is told as such and cannot be picked', async () => {
    given.get('/api/orders/slots', () => ({
      success: true,
      data: buildSlots({ '10:00': 3, '10:30': 3, '11:00': 1 }),
    }));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Все окна' }));
    const grid = await screen.findByRole('grid', { name: 'Окна' });
    const cell = (name: string) => within(grid).getByRole('button', { name });
    expect(
      within(grid)
        .getAllByRole('button')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([cell('11:00 своб. 2')]);

    cell('11:00 своб. 2').focus();
    await user.keyboard('{ArrowLeft}');
    expect(cell('10:30 нет мест')).toHaveFocus();
    expect(cell('10:30 нет мест')).toHaveAttribute('aria-disabled', 'true');
    await user.keyboard('{Enter}');
    expect(within(grid).queryByRole('button', { pressed: true })).toBeNull();

    await user.keyboard('{End}{ArrowLeft}{Enter}');
    expect(cell('21:30 своб. 3')).toHaveAttribute('aria-pressed', 'true');
    expect(within(grid).getByRole('gridcell', { selected: true })).toContainElement(cell('21:30 своб. 3'));
  });
});
