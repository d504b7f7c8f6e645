import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { buildProfile, given, problem, renderRoute } from '@/shared/testing';
import { MyEmail } from './my-email';

type State = components['schemas']['MyEmail'];
const verified: State = {
  email: 'anna@example.test',
  isVerified: true,
  pendingEmail: null,
  letterSentUntil: null,
};

function open(state: State) {
  given.get('/api/auth/email', () => ({ success: true, data: state }));
  return renderRoute([{ path: '/', Component: MyEmail }], { at: '/' });
}

describe('one’s own address', () => {
  it('that is not verified gets its letter again', async () => {
    let sent = 0;
    given.post('/api/auth/email/verification', () => {
      sent += 1;
      return { success: true, data: { ...verified, isVerified: false } };
    });
    const { user } = open({ ...verified, isVerified: false });
    expect(await screen.findByText('Не подтверждён')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Прислать письмо ещё раз' }));
    await waitFor(() => {
      expect(sent).toBe(1);
    });
  });

  it('is changed by a letter to the new one; until then both are in sight', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/auth/profile', async ({ request }) => {
      bodies.push(await request.json());
      given.get('/api/auth/email', () => ({
        success: true,
        data: { ...verified, pendingEmail: 'new@example.test' },
      }));
      return { success: true, data: buildProfile({ email: 'anna@example.test' }) };
    });
    const { user } = open(verified);
    await user.click(await screen.findByRole('button', { name: 'Изменить' }));
    const field = screen.getByLabelText('Новый адрес');
    expect(field).toHaveFocus();
    await user.type(field, 'new@example');
    await user.click(screen.getByRole('button', { name: 'Прислать подтверждение' }));
    expect(field).toHaveAccessibleDescription(/Проверьте адрес/);
    await user.type(field, '.test{Enter}');
    expect(await screen.findByText(/Ждёт подтверждения: new@example.test/)).toBeInTheDocument();
    expect(screen.getByText('anna@example.test')).toBeInTheDocument();
    expect(bodies).toEqual([{ email: 'new@example.test' }]);
    await user.click(screen.getByRole('button', { name: 'Оставить прежний' }));
    await waitFor(() => {
      expect(bodies.at(-1)).toEqual({ email: 'anna@example.test' });
    });
  });

  it('is not changed long after signing in', async () => {
    given.patch('/api/auth/profile', () => problem(403, 'step_up_required'));
    const { user } = open(verified);
    await user.click(await screen.findByRole('button', { name: 'Изменить' }));
    await user.type(screen.getByLabelText('Новый адрес'), 'new@example.test{Enter}');
    await waitFor(() => {
      expect(screen.getByLabelText('Новый адрес')).toHaveAccessibleDescription(/подтвердите, что это вы/);
    });
  });
});
