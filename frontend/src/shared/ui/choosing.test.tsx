import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderRoute } from '@/shared/testing';
import { Combobox, MultiCombobox } from './combobox';
import { Field } from './field';
import { Input } from './input';
import { SegmentedControl } from './segmented-control';
import { Select } from './select';

const kinds = [
  { value: 'first_time', label: 'Впервые' },
  { value: 'repeat', label: 'Повтор' },
  { value: 'warranty', label: 'Гарантия', disabled: true },
];
const masters = [
  { value: 1, label: 'Олег Сафин', hint: 'Саратов' },
  { value: 2, label: 'Роман Ким', hint: 'Энгельс' },
  { value: 3, label: 'Фёдор Юдин', hint: 'Омск' },
];

const show = (Component: () => React.ReactNode) =>
  renderRoute([{ path: '/', Component }], { at: '/', profile: null });

describe('a field', () => {
  it('ties label, star, hint and error to its control', () => {
    show(() => (
      <Field label="Телефон" required hint="с кодом города" error="Не хватает 2 цифр">
        <Input />
      </Field>
    ));
    const input = screen.getByRole('textbox', { name: /Телефон/ });
    expect(input).toBeRequired();
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription('Не хватает 2 цифр');
  });

  it('names a group of radio buttons', () => {
    show(() => (
      <Field label="Направление" group required>
        <SegmentedControl segments={[{ value: 'kp', label: 'КП' }]} value="kp" onChange={() => undefined} />
      </Field>
    ));
    expect(screen.getByRole('radiogroup', { name: /Направление/ })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'КП' })).toBeChecked();
  });
});

describe('a select', () => {
  function Kind({ onChange }: { onChange: (value: string) => void }) {
    const [value, setValue] = useState('first_time');
    return (
      <Field label="Тип заявки">
        <Select
          options={kinds}
          value={value}
          onChange={(next) => {
            setValue(next);
            onChange(next);
          }}
        />
      </Field>
    );
  }

  it('is opened, walked and chosen from by keyboard, and gives the focus back', async () => {
    const onChange = vi.fn();
    const { user } = show(() => <Kind onChange={onChange} />);
    const field = screen.getByRole('combobox', { name: 'Тип заявки' });
    expect(field).toHaveTextContent('Впервые');

    field.focus();
    await user.keyboard('{ArrowDown}');
    expect(await screen.findByRole('option', { name: 'Впервые' })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenCalledExactlyOnceWith('repeat');
    expect(field).toHaveTextContent('Повтор');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    expect(field).toHaveFocus();
  });

  it('jumps by first letters and refuses what is disabled', async () => {
    const onChange = vi.fn();
    const { user } = show(() => <Kind onChange={onChange} />);
    await user.click(screen.getByRole('combobox', { name: 'Тип заявки' }));
    const list = await screen.findByRole('listbox');
    await user.keyboard('гар');
    expect(list).toHaveAttribute(
      'aria-activedescendant',
      within(list).getByRole('option', { name: 'Гарантия' }).id,
    );
    await user.keyboard('{Enter}');
    expect(onChange).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  });
});

describe('a combobox', () => {
  it('says that its list did not load, and asks for it again', async () => {
    const refetch = vi.fn(() => Promise.resolve());
    const source = { isPending: false, isError: true, isFetching: false, refetch };
    const { user } = show(() => (
      <Combobox label="Город" options={[]} value={null} onChange={vi.fn()} source={source} />
    ));
    await user.click(screen.getByRole('combobox', { name: 'Город' }));
    expect(await screen.findByText('Список не загрузился')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Повторить сейчас' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  function Master() {
    const [value, setValue] = useState<number | null>(null);
    return <Combobox label="Мастер" options={masters} value={value} onChange={setValue} clearable />;
  }

  it('finds by any word, with е for ё, and can be cleared', async () => {
    const { user } = show(Master);
    await user.click(screen.getByRole('combobox', { name: 'Мастер' }));
    await user.type(await screen.findByPlaceholderText('Поиск'), 'юд фед');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Фёдор ЮдинОмск']);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('combobox', { name: 'Мастер' })).toHaveTextContent('Фёдор Юдин');

    await user.click(screen.getByRole('button', { name: 'Очистить' }));
    expect(screen.getByRole('combobox', { name: 'Мастер' })).toHaveTextContent('Выберите');
  });

  it('says when nothing is found', async () => {
    const { user } = show(Master);
    await user.click(screen.getByRole('combobox', { name: 'Мастер' }));
    await user.type(await screen.findByPlaceholderText('Поиск'), 'zzz');
    expect(await screen.findByRole('status')).toHaveTextContent('Ничего не найдено');
  });

  it('takes several and stays open while they are chosen', async () => {
    function Several() {
      const [values, setValues] = useState<number[]>([1]);
      return <MultiCombobox label="Мастера" options={masters} values={values} onChange={setValues} />;
    }
    const { user } = show(Several);
    await user.click(screen.getByRole('combobox', { name: 'Мастера' }));
    await user.click(await screen.findByRole('option', { name: /Роман Ким/ }));
    await user.click(screen.getByRole('option', { name: /Олег Сафин/ }));
    expect(screen.getByRole('option', { name: /Роман Ким/ })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('combobox', { name: 'Мастера' })).toHaveTextContent(/^Роман Ким$/);
  });
});
