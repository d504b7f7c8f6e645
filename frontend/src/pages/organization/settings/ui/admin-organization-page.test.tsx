import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { AdminOrganizationPage } from './admin-organization-page';

type Settings = components['schemas']['OrganizationSettings'];

const settings: Settings = {
  id: 1,
  name: 'Мастер рядом',
  timezone: 'Europe/Moscow',
  secondFactorRoles: ['owner'],
  adminIpAllow: ['10.0.0.0/8'],
  callerAddress: '203.0.113.7',
  createdAt: '2024-03-03T09:00:00Z',
  version: 3,
};

function open() {
  return renderRoute([{ path: '/admin/organization', Component: AdminOrganizationPage }], {
    at: '/admin/organization',
    profile: { role: 'owner' },
  });
}
const save = () => screen.getByRole('button', { name: 'Сохранить' });

let bodies: unknown[] = [];
beforeEach(() => {
  bodies = [];
  given.get('/api/admin/organization', () => ({ success: true, data: settings }));
  given.patch('/api/admin/organization', async ({ request }) => {
    const body = (await request.json()) as Partial<Settings>;
    bodies.push(body);
    return { success: true, data: { ...settings, ...body, version: 4 } };
  });
});

describe('the time zone', () => {
  it('is changed after a warning and a question, and nothing else is sent', async () => {
    const { user } = open();
    const zone = await screen.findByLabelText(/Часовой пояс/);
    await user.click(zone);
    await user.keyboard('Омск');
    await user.click(await screen.findByRole('option', { name: /^Омск/ }));
    expect(screen.getByText(/Все дни статистики пересчитаются/)).toBeInTheDocument();
    await user.click(save());
    const question = await screen.findByRole('dialog', { name: 'Сменить часовой пояс?' });
    expect(bodies).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Сменить и пересчитать' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ timezone: 'Asia/Omsk', version: 3 }]);
    });
  });

  it('left as it is asks nothing', async () => {
    const { user } = open();
    const name = await screen.findByLabelText(/Название/);
    await user.clear(name);
    await user.type(name, 'Мастер близко');
    await user.click(save());
    await waitFor(() => {
      expect(bodies).toEqual([{ name: 'Мастер близко', version: 3 }]);
    });
  });
});

describe('the list of addresses', () => {
  const list = () => screen.findByLabelText('Адреса и сети');

  it('takes one’s own address by a press, and lines as a list', async () => {
    const { user } = open();
    await user.type(await list(), '{enter}2001:db8::/32');
    await user.click(screen.getByRole('button', { name: 'Добавить мой адрес' }));
    await user.click(save());
    await waitFor(() => {
      expect(bodies).toEqual([{ adminIpAllow: ['10.0.0.0/8', '2001:db8::/32', '203.0.113.7'], version: 3 }]);
    });
    expect(screen.queryByRole('button', { name: 'Добавить мой адрес' })).not.toBeInTheDocument();
  });

  it('shuts nobody out unasked, and does when it is meant', async () => {
    given.patch('/api/admin/organization', async ({ request }) => {
      const body = (await request.json()) as { force?: boolean };
      bodies.push(body);
      return body.force === true
        ? { success: true, data: { ...settings, adminIpAllow: ['10.1.0.0/16'], version: 4 } }
        : problem(409, 'would_lock_out');
    });
    const { user } = open();
    const field = await list();
    await user.clear(field);
    await user.type(field, '10.1.0.0/16');
    await user.click(save());
    const question = await screen.findByRole('dialog', { name: 'Закрыть доступ себе?' });
    await user.click(within(question).getByRole('button', { name: 'Отмена' }));
    expect(bodies).toHaveLength(1);
    expect(field).toHaveValue('10.1.0.0/16');
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Всё равно сохранить' }));
    await waitFor(() => {
      expect(bodies.at(-1)).toEqual({ adminIpAllow: ['10.1.0.0/16'], version: 3, force: true });
    });
  });

  it('says at the field which line is no address', async () => {
    given.patch('/api/admin/organization', () =>
      problem(422, 'invalid_fields', {
        errors: [{ field: 'adminIpAllow.1', code: 'invalid_value', message: '' }],
      }),
    );
    const { user } = open();
    const field = await list();
    await user.type(field, '{enter}дом');
    await user.click(save());
    await waitFor(() => {
      expect(field).toHaveAccessibleDescription('Такое значение не подходит');
    });
  });
});

it('shows both values of what another has changed meanwhile', async () => {
  given.patch('/api/admin/organization', () =>
    problem(412, 'stale_version', { current: { ...settings, name: 'Их название', version: 4 } }),
  );
  const { user } = open();
  const name = await screen.findByLabelText(/Название/);
  await user.clear(name);
  await user.type(name, 'Моё название');
  await user.click(save());
  expect(await screen.findByText('В базе: Их название')).toBeInTheDocument();
  expect(name).toHaveValue('Моё название');
});

it('says why it cannot be shown', async () => {
  given.get('/api/admin/organization', () => problem(403, 'ip_not_allowed'));
  open();
  expect(await screen.findByText(/С этого адреса управлять нельзя/)).toBeInTheDocument();
});
