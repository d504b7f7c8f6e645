import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { given, problem, renderRoute } from '@/shared/testing';
import { AdminRolesPage } from './admin-roles-page';

const open = () => renderRoute([{ path: '/admin/roles', Component: AdminRolesPage }], { at: '/admin/roles' });

it('shows the table of the server, cell by cell', async () => {
  given.get('/api/roles', () => ({
    success: true,
    data: {
      permissions: ['calls:read', 'settings:write'],
      roles: [
        { role: 'owner', permissions: ['calls:read', 'settings:write'] },
        { role: 'operator', permissions: ['calls:read'] },
      ],
      keyPermissions: ['calls:read'],
    },
  }));
  open();
  const table = await screen.findByRole('table', { name: 'Роли и права' });
  const cellsOf = (name: string) =>
    within(within(table).getByRole('row', { name: new RegExp(name) }))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  expect(cellsOf('Смотреть звонки')).toEqual(['есть', 'есть', 'есть']);
  expect(cellsOf('Менять настройки организации')).toEqual(['есть', 'нет', 'нет']);
});

it('offers to try again when it could not be read', async () => {
  given.get('/api/roles', () => problem(500, 'internal'));
  open();
  expect(await screen.findByRole('button', { name: 'Повторить сейчас' })).toBeInTheDocument();
});
