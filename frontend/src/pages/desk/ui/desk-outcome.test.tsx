import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { given, pageOf, problem } from '@/shared/testing';
import { askedRequests, ended, openWrapUp, setTheDesk } from '../testing/desk-stage';

setTheDesk();

describe('the outcome', () => {
  it('is chosen by a digit, confirmed by Enter, and puts the person on the line again', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/calls/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...ended, disposition: 'consultation', version: 4 } };
    });
    given.patch('/api/operators/me/status-work', async ({ request }) => {
      bodies.push(await request.json());
      return {
        success: true,
        data: { id: 7, statusWork: 'online', statusWorkSince: '2025-01-21T10:00:00Z', statusWorkNext: null },
      };
    });
    given.get('/api/calls', () => pageOf([]));
    const { user, queryClient } = await openWrapUp();
    act(() => {
      queryClient.setQueryData<object>(['profile'], (profile) => ({ ...profile, statusWork: 'wrap_up' }));
    });
    await user.keyboard('[Digit2]');
    expect(screen.getByRole('radio', { name: /Консультация/ })).toBeChecked();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(bodies).toEqual([
      { disposition: 'consultation', comment: null, version: 3 },
      { statusWork: 'online' },
    ]);
  });

  it('is not taken from digits typed into the note', async () => {
    const { user } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), '12');
    expect(screen.getByLabelText('Заметка')).toHaveValue('12');
    screen.getAllByRole('radio').forEach((option) => {
      if (option.closest('[aria-label="Чем закончился звонок"]') !== null) expect(option).not.toBeChecked();
    });
  });

  it('is asked for before anything is sent', async () => {
    const { user } = await openWrapUp();
    await user.keyboard('{Control>}[Enter]{/Control}');
    expect(screen.getByText('Выберите итог')).toHaveAttribute('role', 'alert');
    expect(askedRequests().filter((request) => request.startsWith('PATCH'))).toEqual([]);
  });

  it('is proposed by the facts: an order has come of the call', async () => {
    await openWrapUp({ orders: [{ id: 48231, statusOrder: 'new', isFromCall: true }] });
    const order = await screen.findByRole('radio', { name: /по факту: заказ/ });
    expect(order).toBeChecked();
  });

  it('shows both when another person has set it meanwhile, and loses nothing typed', async () => {
    const versions: number[] = [];
    const theirs = { ...ended, disposition: 'refusal', comment: 'Дорого', version: 9 };
    given.patch('/api/calls/{id}', async ({ request }) => {
      const { version } = (await request.json()) as { version: number };
      versions.push(version);
      if (version !== theirs.version) return problem(412, 'stale_version', { current: theirs });
      return {
        success: true,
        data: { ...theirs, disposition: 'callback', comment: 'Перезвонить в 15', version: 10 },
      };
    });
    const { user } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), 'Перезвонить в 15');
    await user.click(screen.getByRole('radio', { name: /Перезвонить/ }));
    await user.keyboard('{Control>}[Enter]{/Control}');

    const title = await screen.findByText('Звонок изменили, пока вы писали');
    const conflict = title.closest('[role="alert"]');
    expect(conflict).toHaveTextContent('Ваше: Перезвонить');
    expect(conflict).toHaveTextContent('В базе: Отказ');
    expect(conflict).toHaveTextContent('Ваше: Перезвонить в 15');
    expect(conflict).toHaveTextContent('В базе: Дорого');
    expect(screen.getByLabelText('Заметка')).toHaveValue('Перезвонить в 15');

    await user.click(screen.getByRole('button', { name: 'Оставить моё' }));
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(versions).toEqual([3, 9]);
  });

  it('is saved without a question when only the rest of the row has changed', async () => {
    const versions: number[] = [];
    given.patch('/api/calls/{id}', async ({ request }) => {
      const { version } = (await request.json()) as { version: number };
      versions.push(version);
      if (version !== 8)
        return problem(412, 'stale_version', { current: { ...ended, hasRecording: true, version: 8 } });
      return { success: true, data: { ...ended, disposition: 'spam', version: 9 } };
    });
    const { user } = await openWrapUp();
    await user.keyboard('[Digit6]{Enter}');
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
    expect(versions).toEqual([3, 8]);
  });

  it('keeps a note that was not saved for the next time the page opens', async () => {
    const { user, unmount } = await openWrapUp();
    await user.type(screen.getByLabelText('Заметка'), 'Домофон не работает');
    unmount();
    expect(localStorage.getItem('crm.draft.7:outcome:call-900')).toContain('Домофон не работает');
    await openWrapUp();
    expect(screen.getByLabelText('Заметка')).toHaveValue('Домофон не работает');
  });
});
