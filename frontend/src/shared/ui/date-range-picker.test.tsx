import { screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { presetRange } from '@/shared/lib/day-presets';
import type { DayRange } from '@/shared/lib/days';
import { renderRoute } from '@/shared/testing';
import { DateRangePicker } from './date-range-picker';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-20T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function Period({ onChange, max }: { onChange: (range: DayRange | null) => void; max?: string }) {
  const [range, setRange] = useState<DayRange | null>(null);
  return (
    <DateRangePicker
      label="Период"
      value={range}
      clearable
      {...(max === undefined ? {} : { max })}
      onChange={(next) => {
        setRange(next);
        onChange(next);
      }}
    />
  );
}

async function open(props: { max?: string } = {}) {
  const onChange = vi.fn();
  const view = renderRoute([{ path: '/', Component: () => <Period onChange={onChange} {...props} /> }], {
    at: '/',
    profile: null,
  });
  await view.user.click(screen.getByRole('button', { name: 'Период' }));
  await screen.findByRole('button', { name: 'Четверг, 20 ноября' });
  return { ...view, onChange };
}

describe('a period', () => {
  it('is chosen by a preset', async () => {
    const { user, onChange } = await open();
    await user.click(screen.getByRole('button', { name: '7 дней' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: '2025-11-14', to: '2025-11-20' });
    expect(screen.getByRole('button', { name: /Период: 14–20 ноября/ })).toBeInTheDocument();
  });

  it('is chosen by two days in any order', async () => {
    const { user, onChange } = await open();
    await user.click(screen.getByRole('button', { name: 'Понедельник, 10 ноября' }));
    expect(onChange).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Понедельник, 3 ноября' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: '2025-11-03', to: '2025-11-10' });
  });

  it('is walked by arrows, weeks and months', async () => {
    const { user } = await open();
    screen.getByRole('button', { name: 'Четверг, 20 ноября' }).focus();
    await user.keyboard('{ArrowDown}{ArrowLeft}');
    expect(await screen.findByRole('button', { name: 'Среда, 26 ноября' })).toHaveFocus();
    await user.keyboard('{PageUp}');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: 'Воскресенье, 26 октября' })).toHaveFocus();
    });
    await user.keyboard('{Home}');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: 'Понедельник, 20 октября' })).toHaveFocus();
    });
    await user.keyboard('{End}{Shift>}{PageDown}{/Shift}');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: /26 октября/ })).toHaveFocus();
    });
    expect(screen.getByRole('grid', { name: /Октябрь 2026/i })).toBeInTheDocument();
  });

  it('keeps the focus among the days that can be chosen', async () => {
    const { user, onChange } = await open({ max: '2025-11-22' });
    screen.getByRole('button', { name: 'Четверг, 20 ноября' }).focus();
    await user.keyboard('{PageDown}');
    await vi.waitFor(() => {
      expect(screen.getByRole('button', { name: 'Суббота, 22 ноября' })).toHaveFocus();
    });
    await user.keyboard('{ArrowRight}{Enter}{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: '2025-11-22', to: '2025-11-22' });
  });
});

describe('presets', () => {
  it.each([
    ['today', '2025-11-20', '2025-11-20'],
    ['yesterday', '2025-11-19', '2025-11-19'],
    ['days30', '2025-10-22', '2025-11-20'],
    ['month', '2025-11-01', '2025-11-30'],
  ] as const)('%s runs from %s to %s', (preset, from, to) => {
    expect(presetRange(preset, '2025-11-20')).toEqual({ from, to });
  });
});
