import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderRoute } from '@/shared/testing';
import {
  choiceField,
  choicesField,
  dayField,
  defineUrlState,
  flagField,
  idField,
  integerField,
  optionField,
  textField,
  useUrlState,
} from './url-state';

const listUrl = defineUrlState({
  search: textField(),
  status: choiceField(['new', 'done']),
  cities: choicesField(['Саратов', 'Омск']),
  sortOrder: optionField(['asc', 'desc'], 'desc'),
  masterId: idField(),
  dateFrom: dayField(),
  compact: flagField(),
  page: integerField(1),
});

const parse = (search: string) => listUrl.parse(new URLSearchParams(search));

describe('parsing', () => {
  it('reads what it has written', () => {
    const values = {
      search: 'Кузьмин & Ко',
      status: 'done',
      cities: ['Омск'],
      sortOrder: 'asc',
      masterId: 12,
      dateFrom: '2025-01-21',
      compact: true,
      page: 3,
    } as const;
    expect(parse(listUrl.toSearch({ ...values, cities: [...values.cities] }))).toEqual(values);
  });

  it('leaves defaults out of the address', () => {
    expect(listUrl.toSearch(parse(''))).toBe('');
  });

  it('takes the default for anything broken', () => {
    expect(
      parse('status=gone&cities=Марс&sortOrder=up&masterId=-1&dateFrom=2025-02-30&compact=yes&page=0'),
    ).toEqual(parse(''));
    expect(parse('page=1e9&masterId=1.5')).toEqual(parse(''));
  });

  it('keeps parameters of others', () => {
    expect(listUrl.apply(new URLSearchParams('tab=history'), { status: 'new' }).toString()).toBe(
      'tab=history&status=new',
    );
  });
});

function List() {
  const [values, setValues] = useUrlState(listUrl);
  return (
    <>
      <output>{`${values.status ?? 'all'} ${String(values.page)}`}</output>
      <button
        type="button"
        onClick={() => {
          setValues({ status: 'new' });
        }}
      >
        filter
      </button>
      <button
        type="button"
        onClick={() => {
          setValues({ page: 5 });
        }}
      >
        page
      </button>
    </>
  );
}

describe('a list whose filters live in the address', () => {
  it('returns to the first page when a filter changes, and comes back by the browser', async () => {
    const { user, router } = renderRoute([{ path: '/list', Component: List }], {
      at: '/list?page=4&cursor=abc&tab=x',
    });
    expect(screen.getByRole('status')).toHaveTextContent('all 4');

    await user.click(screen.getByRole('button', { name: 'filter' }));
    expect(screen.getByRole('status')).toHaveTextContent('new 1');
    expect(router.state.location.search).toBe('?tab=x&status=new');

    await user.click(screen.getByRole('button', { name: 'page' }));
    expect(router.state.location.search).toBe('?tab=x&status=new&page=5');
  });
});
