import { screen, waitFor, within } from '@testing-library/react';
import { Hash } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { textOf, textOrNull } from '../model/reference-book';
import type { ReferenceBook } from '../model/reference-book';
import { ReferenceList } from './reference-list';

type City = components['schemas']['City'];
type Campaign = components['schemas']['Campaign'];

const words = {
  title: 'Список',
  add: 'Добавить',
  search: 'Искать',
  emptyTitle: 'Пока пусто',
  emptyText: 'Добавьте первую запись',
  inUse: 'На запись ссылаются',
};

const cityBook: ReferenceBook<'/api/cities'> = {
  path: '/api/cities',
  icon: Hash,
  words,
  columns: [{ id: 'name', head: 'Название', cell: ({ name }) => name }],
  fields: [
    { name: 'name', label: 'Название', kind: 'text', maxLength: 100, required: true },
    { name: 'timezone', label: 'Пояс', kind: 'text', maxLength: 100, required: true },
    { name: 'slotCapacity', label: 'Мест', kind: 'number', min: 0, max: 100, required: true },
  ],
  toValues: (row) => ({
    name: row?.name ?? '',
    timezone: row?.timezone ?? 'Europe/Moscow',
    slotCapacity: String(row?.slotCapacity ?? 1),
  }),
  toDraft: (values) => ({
    name: textOf(values, 'name'),
    timezone: textOf(values, 'timezone'),
    slotCapacity: Number(textOf(values, 'slotCapacity')),
  }),
  nameOf: ({ name }) => name,
};

const campaignBook: ReferenceBook<'/api/campaigns'> = {
  path: '/api/campaigns',
  icon: Hash,
  words,
  columns: [{ id: 'rk', head: 'Код', cell: ({ rk }) => rk }],
  fields: [
    { name: 'rk', label: 'Код', kind: 'text', maxLength: 50, required: true },
    { name: 'name', label: 'Название', kind: 'text', maxLength: 200 },
  ],
  toValues: (row) => ({ rk: row?.rk ?? '', name: row?.name ?? '' }),
  toDraft: (values) => ({ rk: textOf(values, 'rk'), name: textOrNull(values, 'name') }),
  nameOf: ({ rk }) => rk,
};

const saratov: City = { id: 3, name: 'Саратов', timezone: 'Europe/Saratov', slotCapacity: 2, version: 5 };
const radio: Campaign = { id: 8, rk: 'Радио', name: null, version: 1 };

function pageOf(total: number) {
  return { page: 1, limit: 50, total, totalPages: 1, hasNext: false, hasPrev: false, nextCursor: null };
}

function openCities(at = '/list', rows: City[] = [saratov]) {
  const asked: URLSearchParams[] = [];
  given.get('/api/cities', ({ query }) => {
    asked.push(query);
    return { success: true, data: rows, pagination: pageOf(rows.length) };
  });
  given.get('/api/cities/{id}', () => ({ success: true, data: saratov }));
  const view = renderRoute([{ path: '/list', element: <ReferenceList book={cityBook} /> }], { at });
  return { ...view, asked };
}

function openCampaigns(at = '/list') {
  given.get('/api/campaigns', () => ({ success: true, data: [radio], pagination: pageOf(1) }));
  given.get('/api/campaigns/{id}', () => ({ success: true, data: radio }));
  return renderRoute([{ path: '/list', element: <ReferenceList book={campaignBook} /> }], { at });
}

const field = (name: RegExp) => screen.findByRole('textbox', { name });
const save = () => screen.getByRole('button', { name: /Сохранить|Создать/ });

describe('a list of cities', () => {
  it('adds a row and returns to the list', async () => {
    const bodies: unknown[] = [];
    given.post('/api/cities', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...saratov, id: 4, name: 'Энгельс' } };
    });
    const { user, router, asked } = openCities();
    await screen.findByText('Саратов');
    await user.click(screen.getByRole('button', { name: 'Добавить' }));
    await user.type(await field(/Название/), ' Энгельс ');
    await user.click(save());
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
    expect(bodies).toEqual([{ name: 'Энгельс', timezone: 'Europe/Moscow', slotCapacity: 1 }]);
    await waitFor(() => {
      expect(asked.length).toBeGreaterThan(1);
    });
  });

  it('sends what differs, and tells a key that is referred to at its field', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/cities/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return problem(409, 'in_use', { errors: [{ field: 'name', code: 'invalid_value', message: '' }] });
    });
    const { user } = openCities('/list?edit=3');
    const name = await field(/Название/);
    await user.type(name, ' 2');
    await user.click(save());
    await waitFor(() => {
      expect(name).toHaveAccessibleDescription(/изменить его нельзя/);
    });
    expect(name).toHaveValue('Саратов 2');
    expect(bodies).toEqual([{ name: 'Саратов 2', version: 5 }]);
  });

  it('refuses a figure out of its range without troubling the server', async () => {
    const { user } = openCities('/list?edit=3');
    const capacity = await field(/Мест/);
    await user.clear(capacity);
    await user.type(capacity, '101');
    await user.click(save());
    expect(capacity).toHaveAccessibleDescription('Вне допустимых пределов');
    expect(capacity).toHaveFocus();
  });

  it('asks before typed text is lost', async () => {
    const { user, router } = openCities('/list?edit=3');
    await user.type(await field(/Название/), 'x');
    await user.click(screen.getByRole('button', { name: 'Отмена' }));
    expect(await screen.findByText('Закрыть без сохранения?')).toBeInTheDocument();
    expect(router.state.location.search).toBe('?edit=3');
    const question = screen.getByRole('dialog', { name: 'Закрыть без сохранения?' });
    await user.click(within(question).getAllByRole('button', { name: 'Закрыть' }).at(-1) ?? question);
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
  });

  it('asks the server for what is searched, once typing pauses', async () => {
    const { user, asked, router } = openCities();
    await screen.findByText('Саратов');
    await user.type(screen.getByRole('searchbox', { name: 'Искать' }), 'эн');
    await waitFor(() => {
      expect(asked.at(-1)?.get('search')).toBe('эн');
    });
    expect(new URLSearchParams(router.state.location.search).get('search')).toBe('эн');
  });

  it('says what to do while it is empty', async () => {
    openCities('/list', []);
    expect(await screen.findByText('Пока пусто')).toBeInTheDocument();
    expect(screen.getByText('Добавьте первую запись')).toBeInTheDocument();
  });
});

describe('a list of campaigns', () => {
  it('shows both values when another has changed the row, and can take his', async () => {
    given.patch('/api/campaigns/{id}', () =>
      problem(412, 'stale_version', { current: { ...radio, name: 'Радио «Волна»', version: 2 } }),
    );
    const { user } = openCampaigns('/list?edit=8');
    await user.type(await field(/Название/), 'Радио города');
    await user.click(save());
    const conflict = await screen.findByRole('alert');
    expect(conflict).toHaveTextContent('Ваше: Радио города');
    expect(conflict).toHaveTextContent('В базе: Радио «Волна»');
    await user.click(screen.getByRole('button', { name: 'Взять из базы' }));
    expect(await field(/Название/)).toHaveValue('Радио «Волна»');
  });

  it('says in plain words why a row stays', async () => {
    given.delete('/api/campaigns/{id}', () => problem(409, 'in_use'));
    const { user } = openCampaigns('/list?edit=8');
    await user.click(await screen.findByRole('button', { name: 'Удалить…' }));
    await user.click(await screen.findByRole('button', { name: 'Удалить' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('На запись ссылаются');
  });

  it('removes a row', async () => {
    const removed: string[] = [];
    given.delete('/api/campaigns/{id}', ({ params }) => {
      removed.push(params['id'] ?? '');
      return noContent();
    });
    const { user, router } = openCampaigns('/list?edit=8');
    await user.click(await screen.findByRole('button', { name: 'Удалить…' }));
    await user.click(await screen.findByRole('button', { name: 'Удалить' }));
    await waitFor(() => {
      expect(router.state.location.search).toBe('');
    });
    expect(removed).toEqual(['8']);
  });
});
