import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { publish } from '@/shared/api/live-events/live-bus';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { AdminOperatorsPage } from './admin-operators-page';

type Operator = components['schemas']['Operator'];

const anna: Operator = {
  id: 12,
  name: 'Анна Власова',
  login: 'anna.vlasova',
  email: null,
  role: 'operator',
  city: 'Саратов',
  cities: [],
  status: 'active',
  statusWork: 'offline',
  statusWorkSince: '2025-01-21T09:00:00Z',
  statusWorkNext: null,
  extension: '101',
  sipAddress: null,
  masterId: null,
  dateCreate: '2024-03-03T09:00:00Z',
  version: 4,
};

const pagination = {
  page: 1,
  limit: 50,
  total: 1,
  totalPages: 1,
  hasNext: false,
  hasPrev: false,
  nextCursor: null,
};
const open = (at = '/admin/operators') =>
  renderRoute([{ path: '/admin/operators', Component: AdminOperatorsPage }], {
    at,
    profile: { role: 'admin' },
  });
const field = (name: RegExp) => screen.findByRole('textbox', { name });

async function choose(user: ReturnType<typeof open>['user'], box: RegExp, option: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: box }));
  await user.click(await screen.findByRole('option', { name: option }));
}

beforeEach(() => {
  given.get('/api/operators', () => ({ success: true, data: [anna], pagination }));
  given.get('/api/operators/{id}', () => ({ success: true, data: anna }));
  given.get('/api/cities', () => ({
    success: true,
    data: [{ id: 1, name: 'Саратов', timezone: 'Europe/Saratov', slotCapacity: 2, version: 1 }],
    pagination,
  }));
});

describe('employing a person', () => {
  async function fill(user: ReturnType<typeof open>['user']): Promise<string> {
    await user.type(await field(/Имя и фамилия/), ' Вера Панина ');
    await user.type(await field(/^Логин/), 'vera.panina');
    await choose(user, /Домашний город/, 'Саратов');
    await user.type(await field(/Внутренний номер/), '103');
    await user.click(screen.getByRole('button', { name: 'Придумать' }));
    const password = await field(/Первый пароль/);
    return (password as HTMLInputElement).value;
  }

  it('sends what was typed and shows the password once', async () => {
    const bodies: unknown[] = [];
    given.post('/api/operators', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...anna, id: 13, login: 'vera.panina' } };
    });
    const { user, router } = open('/admin/operators?add=1');
    const password = await fill(user);
    await user.click(screen.getByRole('button', { name: /Создать/ }));

    const handover = await screen.findByRole('dialog', { name: 'Сотрудник добавлен' });
    expect(within(handover).getByText(password)).toBeInTheDocument();
    expect(password.length).toBeGreaterThanOrEqual(15);
    expect(bodies).toEqual([
      {
        name: 'Вера Панина',
        login: 'vera.panina',
        password,
        role: 'operator',
        status: 'active',
        city: 'Саратов',
        extension: '103',
        sipAddress: null,
        email: null,
      },
    ]);
    await user.click(screen.getByRole('button', { name: 'Пароль передан' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
    expect(screen.queryByText(password)).not.toBeInTheDocument();
  });

  it('tells how easily the password chosen for him is guessed from his name', async () => {
    const { user } = open('/admin/operators?add=1');
    await user.type(await field(/Имя и фамилия/), 'Вера Панина');
    await user.type(await field(/Первый пароль/), 'Вера Панина');
    expect(await screen.findByText('Подберут сразу')).toBeInTheDocument();
  });

  it('says at the field what somebody else has, and keeps the rest', async () => {
    given.post('/api/operators', () =>
      problem(409, 'already_exists', {
        errors: [{ field: 'extension', code: 'invalid_value', message: '' }],
      }),
    );
    const { user } = open('/admin/operators?add=1');
    const password = await fill(user);
    await user.click(screen.getByRole('button', { name: /Создать/ }));

    const extension = await field(/Внутренний номер/);
    await waitFor(() => {
      expect(extension).toHaveAccessibleDescription('Уже занято, выберите другое');
    });
    expect(extension).toHaveFocus();
    expect(await field(/Первый пароль/)).toHaveValue(password);
  });

  it('asks for what is missing before it asks the server', async () => {
    const { user } = open('/admin/operators?add=1');
    await user.click(await screen.findByRole('button', { name: /Создать/ }));
    expect(await field(/Имя и фамилия/)).toHaveAccessibleDescription('Заполните поле');
    expect(await field(/Имя и фамилия/)).toHaveFocus();
  });
});

describe('changing a person', () => {
  it('sends only what differs', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/operators/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...anna, extension: '105', version: 5 } };
    });
    const { user } = open('/admin/operators?edit=12');
    const extension = await field(/Внутренний номер/);
    await user.clear(extension);
    await user.type(extension, '105');
    await user.click(screen.getByRole('button', { name: /Сохранить/ }));
    await waitFor(() => {
      expect(bodies).toEqual([{ extension: '105', version: 4 }]);
    });
  });

  it('shows both values when another has changed the person, takes his other changes and keeps what was typed', async () => {
    const theirs: Operator = { ...anna, extension: '110', email: 'anna@example.test', version: 7 };
    const bodies: unknown[] = [];
    given.patch('/api/operators/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem(412, 'stale_version', { current: theirs })
        : { success: true, data: { ...theirs, extension: '105', version: 8 } };
    });
    const { user } = open('/admin/operators?edit=12');
    const extension = await field(/Внутренний номер/);
    await user.clear(extension);
    await user.type(extension, '105');
    await user.click(screen.getByRole('button', { name: /Сохранить/ }));

    const conflict = await screen.findByRole('alert');
    expect(conflict).toHaveTextContent('Ваше: 105');
    expect(conflict).toHaveTextContent('В базе: 110');
    expect(await field(/Внутренний номер/)).toHaveValue('105');
    expect(await field(/Почта/)).toHaveValue('anna@example.test');
    await user.click(screen.getByRole('button', { name: 'Оставить моё' }));
    await waitFor(() => {
      expect(bodies[1]).toEqual({ extension: '105', version: 7 });
    });
  });

  it('says why one cannot be removed', async () => {
    given.delete('/api/operators/{id}', () => problem(409, 'in_use'));
    const { user } = open('/admin/operators?edit=12');
    await user.click(await screen.findByRole('button', { name: 'Удалить…' }));
    await user.click(await screen.findByRole('button', { name: 'Удалить' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Последнего владельца');
  });

  it('removes a person', async () => {
    const removed: string[] = [];
    given.delete('/api/operators/{id}', ({ params }) => {
      removed.push(params['id'] ?? '');
      return noContent();
    });
    const { user, router } = open('/admin/operators?edit=12');
    await user.click(await screen.findByRole('button', { name: 'Удалить…' }));
    await user.click(await screen.findByRole('button', { name: 'Удалить' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
    expect(removed).toEqual(['12']);
  });
});

describe('the list', () => {
  it('follows what people do', async () => {
    open();
    const table = await screen.findByRole('table', { name: 'Операторы' });
    expect(await within(table).findByText('Не в смене')).toBeInTheDocument();
    publish({
      type: 'presence.changed',
      data: { id: 12, at: '2025-01-21T10:00:00Z', statusWork: 'break', since: '2025-01-21T10:00:00Z' },
    });
    expect(await within(table).findByText('Перерыв')).toBeInTheDocument();
  });

  it('has no way to change people for those who only read', async () => {
    renderRoute([{ path: '/admin/operators', Component: AdminOperatorsPage }], {
      at: '/admin/operators?edit=12',
      profile: { role: 'manager', permissions: ['operators:read'] },
    });
    await screen.findByText('anna.vlasova');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Добавить сотрудника' })).not.toBeInTheDocument();
  });
});
