import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { paths } from '@/shared/config';
import {
  buildBrief,
  buildCall,
  buildCallDetails,
  buildOrder,
  given,
  pageOf,
  problem,
} from '@/shared/testing';
import {
  anna,
  askedRequests,
  emit,
  ended,
  givenCard,
  openDesk,
  ring,
  ringing,
  setTheDesk,
  talking,
} from '../testing/desk-stage';

setTheDesk();

describe('a desk without its debts', () => {
  it('says that they did not load instead of that there are none, and asks again', async () => {
    given.get('/api/calls/missed', () => problem(500, 'internal'));
    const { user } = await openDesk();
    expect(await screen.findByText('Не загрузились')).toBeInTheDocument();
    expect(screen.getByText(/Долги не загрузились/)).toBeInTheDocument();
    expect(screen.queryByText(/Долгов нет/)).not.toBeInTheDocument();

    given.get('/api/calls/missed', () => pageOf([]));
    const roster = within(screen.getByRole('complementary', { name: 'Очередь работы' }));
    await user.click(roster.getByRole('button', { name: 'Повторить сейчас' }));
    expect(await screen.findByText(/Долгов нет/)).toBeInTheDocument();
  });

  it('asks again from its main card too: on a phone the list is behind a tab', async () => {
    given.get('/api/calls/missed', () => problem(500, 'internal'));
    const { user } = await openDesk();
    const card = await screen.findByRole('region', { name: 'Никто не звонит' });
    given.get('/api/calls/missed', () => pageOf([]));
    await user.click(await within(card).findByRole('button', { name: 'Повторить сейчас' }));
    expect(await screen.findByText(/Долгов нет/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Повторить сейчас' })).not.toBeInTheDocument();
  });
});

describe('a ring on the desk', () => {
  it('tells who calls and why from the event alone', async () => {
    await openDesk();
    const before = askedRequests().length;
    ring();
    const brief = screen.getByRole('alertdialog', { name: 'Входящий звонок' });
    expect(brief).toHaveTextContent('Сергей Кузьмин');
    expect(brief).toHaveTextContent('+7 927 115-48-20');
    expect(brief).toHaveTextContent('Мастер опаздывает на 36 мин.');
    expect(brief).toHaveTextContent('Сегодня 2 пропущенных: 10:52 и 11:20');
    expect(brief).toHaveTextContent('Авито · Холодильники · Саратов');
    expect(brief).toHaveTextContent('«Мастер рядом, слушаю вас»');
    expect(
      askedRequests()
        .slice(before)
        .filter((request) => request.includes('/calls/900')),
    ).toEqual([]);
  });

  it('tells a lateness of days in days', async () => {
    await openDesk();
    const [late, ...others] = buildBrief().reasons;
    const reasons = [{ ...late, kind: 'late_master' as const, lateMinutes: 1651 }, ...others];
    ring({ brief: buildBrief({ reasons }) });
    expect(screen.getByRole('alertdialog')).toHaveTextContent('Мастер опаздывает на 1 день.');
  });

  it('is spoken once', async () => {
    await openDesk();
    ring();
    expect(await screen.findByText('Звонит Сергей Кузьмин. Авито · Холодильники · Саратов')).toHaveAttribute(
      'aria-live',
      'assertive',
    );
  });

  it('is nothing on the desk of a colleague at whom it does not ring', async () => {
    await openDesk();
    ring({ ringingOperatorIds: [8] });
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(screen.getByText('Никто не звонит')).toBeInTheDocument();
    // He sees it among the live calls.
    expect(
      within(screen.getByRole('complementary', { name: 'Очередь работы' })).getByText('Сергей Кузьмин'),
    ).toBeInTheDocument();
  });

  it('prefills an order from what the call has told', async () => {
    await openDesk();
    ring();
    expect(await screen.findByLabelText(/Имя клиента/)).toHaveValue('Сергей Кузьмин');
    expect(screen.getByLabelText(/Адрес/)).toHaveValue('Саратов, Чернышевского, 112, кв. 47');
  });

  it('keeps no draft of what the form has filled in by itself', async () => {
    given.get('/api/orders', () =>
      pageOf([buildOrder({ phone: ringing.phoneClient ?? '', statusOrder: 'completed' })]),
    );
    await openDesk();
    ring();
    await waitFor(() => {
      expect(screen.getByRole('combobox', { name: /Тип заявки/ })).toHaveTextContent('Повтор');
    });
    expect(localStorage.getItem('crm.draft.7:order:call-900')).toBeNull();
  });

  it('moves neither the focus nor what is being typed, until F2 is pressed', async () => {
    const { user, router } = await openDesk(paths.deskCall('new'));
    const name = await screen.findByLabelText(/Имя клиента/);
    await user.type(name, 'Марина');
    ring();
    expect(screen.getByRole('alertdialog')).toHaveTextContent('Сергей Кузьмин');
    expect(name).toHaveFocus();
    await user.type(name, ' Егорова');
    expect(name).toHaveValue('Марина Егорова');
    expect(router.state.location.search).toBe('?call=new');

    await user.keyboard('[F2]');
    expect(router.state.location.search).toBe('?call=900');
    await waitFor(() => {
      expect(screen.getByLabelText(/Имя клиента/)).toHaveValue('Сергей Кузьмин');
    });
    expect(screen.getByRole('link', { name: /Марина Егорова/ })).toHaveTextContent('черновик');
  });
});

describe('the states of a call', () => {
  it('follow the events: talk, hold, end', async () => {
    await openDesk();
    ring();
    emit('call.connected', { call: talking });
    expect(screen.getByRole('region', { name: 'Разговор' })).toHaveTextContent('Сергей Кузьмин');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();

    givenCard(
      buildCallDetails({
        ...talking,
        legs: [
          {
            id: 1,
            kind: 'abonent',
            status: 'held',
            phoneNumber: null,
            extension: '103',
            operator: anna,
            appearedAt: null,
            connectedAt: new Date().toISOString(),
            disconnectedAt: null,
            talkSeconds: null,
            holdSeconds: null,
            disconnectReason: null,
          },
        ],
      }),
    );
    emit('call.updated', { call: talking, ringingOperatorIds: [] });
    expect(await screen.findByRole('region', { name: 'Удержание' })).toBeInTheDocument();

    emit('call.ended', { call: ended });
    expect(await screen.findByRole('region', { name: 'Итог звонка' })).toHaveTextContent('Разговор 4:02');
  });

  it('leaves the desk when a colleague answers', async () => {
    await openDesk();
    ring();
    emit('call.connected', { call: { ...talking, operator: { id: 8, name: 'Мария Орлова' } } });
    expect(await screen.findByText('Никто не звонит')).toBeInTheDocument();
  });

  it('keeps an order that has been begun when the call ends', async () => {
    const { user } = await openDesk();
    ring();
    emit('call.connected', { call: talking });
    await user.type(await screen.findByLabelText(/Проблема/), 'Не морозит');
    emit('call.ended', { call: ended });
    expect(await screen.findByRole('radio', { name: 'Заказ' })).toBeChecked();
    expect(screen.getByLabelText(/Проблема/)).toHaveValue('Не морозит');
    await user.click(screen.getByRole('radio', { name: 'Итог' }));
    expect(screen.getByText('Чем закончился звонок')).toBeInTheDocument();
  });

  it('brings back an unfinished wrap-up after a reload', async () => {
    given.get('/api/calls', ({ query }) => (query.get('operatorId') === '7' ? pageOf([ended]) : pageOf([])));
    given.get('/api/calls/{id}/brief', () => ({ success: true, data: buildBrief() }));
    await openDesk(paths.desk, { statusWork: 'wrap_up', statusWorkSince: new Date().toISOString() });
    expect(await screen.findByText('Чем закончился звонок')).toBeInTheDocument();
  });
});

describe('what waits on the desk', () => {
  it('lists debts with their clocks and takes the oldest one', async () => {
    const call = buildCall({ id: 77, status: 'missed', missedReason: 'queue', operator: null });
    const since = new Date(Date.now() - 24 * 60_000 - 10_000).toISOString();
    givenCard(buildCallDetails({ ...call }), [
      {
        phoneClient: '+79603419066',
        clientName: 'Нина Соболева',
        tries: 3,
        firstMissedAt: since,
        lastMissedAt: since,
        call,
      },
    ]);
    given.get('/api/calls/{id}/brief', () => ({
      success: true,
      data: buildBrief({ callId: 77, clientName: 'Нина Соболева', reasons: [{ kind: 'new_client' }] }),
    }));
    const { user, router } = await openDesk();
    const debt = await screen.findByRole('link', { name: /Нина Соболева/ });
    expect(debt).toHaveTextContent('24:1');
    expect(debt).toHaveTextContent('3 попытки');
    await user.click(screen.getByRole('button', { name: 'Взять долг' }));
    expect(router.state.location.search).toBe('?call=77');
    expect(await screen.findByRole('region', { name: 'Долг' })).toHaveTextContent('Нина Соболева');
    expect(screen.getByRole('link', { name: /Набрать/ })).toHaveAttribute('href', 'tel:+79603419066');
  });
});
