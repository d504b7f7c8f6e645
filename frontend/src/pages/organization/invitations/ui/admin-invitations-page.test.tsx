import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { buildCity, given, noContent, pageOf, problem, renderRoute } from '@/shared/testing';
import { AdminInvitationsPage } from './admin-invitations-page';

type Issued = components['schemas']['IssuedInvitation'];

const { link, ...invitation }: Issued = {
  id: 4,
  status: 'open',
  name: 'Анна Власова',
  email: null,
  delivery: 'link',
  role: 'operator',
  city: 'Саратов',
  cities: [],
  extension: null,
  sipAddress: null,
  invitedBy: { id: 1, name: 'Мария Соколова' },
  createdAt: '2025-01-21T09:00:00Z',
  issuedAt: '2025-01-21T09:00:00Z',
  expiresAt: '2025-01-24T09:00:00Z',
  acceptedAt: null,
  operatorId: null,
  link: 'https://crm.example.test/invitation#token=abc',
};

const open = (profile: object = { role: 'owner' }) =>
  renderRoute([{ path: '/admin/invitations', Component: AdminInvitationsPage }], {
    at: '/admin/invitations',
    profile,
  });

function givenDeliveries(...deliveries: ('email' | 'link')[]): void {
  given.get('/api/invitations/deliveries', () => ({ success: true, data: deliveries }));
}

beforeEach(() => {
  given.get('/api/invitations', () => pageOf([invitation]));
  given.get('/api/cities', () => pageOf([buildCity({ name: 'Саратов' })]));
  givenDeliveries('email', 'link');
});

async function fill(user: ReturnType<typeof open>['user']): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: 'Пригласить' }));
  const dialog = await screen.findByRole('dialog', { name: 'Приглашение человека' });
  await user.type(within(dialog).getByLabelText(/^Имя и фамилия/), 'Анна Власова');
  await user.click(within(dialog).getByRole('combobox', { name: /^Город\*?$/ }));
  await user.click(await screen.findByRole('option', { name: 'Саратов' }));
  return dialog;
}
const send = (dialog: HTMLElement) => within(dialog).getByRole('button', { name: 'Пригласить' });

describe('inviting', () => {
  it('by a link shows it once', async () => {
    const bodies: unknown[] = [];
    given.post('/api/invitations', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...invitation, link } };
    });
    const { user } = open();
    const dialog = await fill(user);
    await user.click(within(dialog).getByRole('radio', { name: 'Ссылкой' }));
    await user.click(send(dialog));
    const issued = await screen.findByRole('dialog', { name: 'Ссылка приглашения' });
    expect(within(issued).getByText(link)).toBeInTheDocument();
    await user.click(within(issued).getByRole('button', { name: 'Передано' }));
    expect(screen.queryByText(link)).not.toBeInTheDocument();
    expect(bodies).toEqual([
      {
        name: 'Анна Власова',
        role: 'operator',
        city: 'Саратов',
        delivery: 'link',
        locale: 'ru',
        extension: null,
        sipAddress: null,
        email: null,
      },
    ]);
  });

  it('by letter needs an address, and says at its field that it is taken', async () => {
    given.post('/api/invitations', () =>
      problem(409, 'already_exists', { errors: [{ field: 'email', code: 'invalid_value', message: '' }] }),
    );
    const { user } = open();
    const dialog = await fill(user);
    await user.click(send(dialog));
    const email = within(dialog).getByLabelText(/^Почта/);
    await waitFor(() => {
      expect(email).toHaveAccessibleDescription('Заполните поле');
    });
    await user.type(email, 'anna@example.test');
    await user.click(send(dialog));
    await waitFor(() => {
      expect(email).toHaveAccessibleDescription(/Уже есть/);
    });
  });

  it('without a mail server is by link alone, and says why', async () => {
    givenDeliveries('link');
    const bodies: unknown[] = [];
    given.post('/api/invitations', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...invitation, link } };
    });
    const { user } = open();
    const dialog = await fill(user);
    expect(within(dialog).queryByRole('radio', { name: 'Письмом' })).not.toBeInTheDocument();
    expect(within(dialog).getByRole('radio', { name: 'Ссылкой' })).toBeChecked();
    expect(within(dialog).getByText(/Почтовый сервер не настроен/)).toBeInTheDocument();
    await user.click(send(dialog));
    expect(await screen.findByText(link)).toBeInTheDocument();
    expect(bodies).toMatchObject([{ delivery: 'link', email: null }]);
  });

  it('keeps what was typed until the person says otherwise', async () => {
    const { user } = open();
    const dialog = await fill(user);
    await user.click(within(dialog).getByRole('button', { name: 'Отмена' }));
    const question = await screen.findByRole('dialog', { name: 'Закрыть без приглашения?' });
    await user.click(within(question).getByRole('button', { name: 'Отмена' }));
    expect(within(dialog).getByLabelText(/^Имя и фамилия/)).toHaveValue('Анна Власова');
  });

  it('of an owner is an owner’s alone', async () => {
    const { user } = open({ role: 'admin' });
    const dialog = await fill(user);
    await user.click(within(dialog).getByRole('combobox', { name: /Роль/ }));
    expect(await screen.findByRole('option', { name: 'Администратор' })).toBeInTheDocument();
    expect(screen.queryByRole('option', { name: 'Владелец' })).not.toBeInTheDocument();
  });
});

describe('an invitation in the list', () => {
  it.each([
    ['email', 'Отправить письмо заново'],
    ['link', 'Новая ссылка'],
  ] as const)('sent by letter is offered anew by %s, as letters leave or not', async (way, offered) => {
    givenDeliveries(...(way === 'email' ? (['email', 'link'] as const) : (['link'] as const)));
    given.get('/api/invitations', () =>
      pageOf([{ ...invitation, delivery: 'email', email: 'a@example.test' }]),
    );
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Действия: Анна Власова' }));
    expect(await screen.findByRole('menuitem', { name: offered })).toBeInTheDocument();
  });

  it('gets a new link, or is taken back after a question', async () => {
    const asked: string[] = [];
    given.post('/api/invitations/{id}/resend', () => {
      asked.push('resend');
      return { success: true, data: { ...invitation, link } };
    });
    given.delete('/api/invitations/{id}', () => {
      asked.push('delete');
      return noContent();
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Действия: Анна Власова' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Новая ссылка' }));
    await user.click(await screen.findByRole('button', { name: 'Передано' }));
    await user.click(screen.getByRole('button', { name: 'Действия: Анна Власова' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Отозвать…' }));
    const question = await screen.findByRole('dialog', { name: 'Отозвать приглашение?' });
    expect(asked).toEqual(['resend']);
    await user.click(within(question).getByRole('button', { name: 'Отозвать' }));
    await waitFor(() => {
      expect(asked).toEqual(['resend', 'delete']);
    });
  });
});
