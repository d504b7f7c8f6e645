import { useMutation } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { api, unwrap } from '@/shared/api';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { ConfirmIdentity } from './confirm-identity';

function SensitivePage() {
  const save = useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/2fa/recovery-codes')),
  });
  return (
    <>
      <label>
        Заметка <input defaultValue="" />
      </label>
      <button
        disabled={save.isPending}
        onClick={() => {
          save.mutate();
        }}
      >
        Выпустить
      </button>
      <p>{save.data ? 'готово' : (save.error?.message ?? '')}</p>
      <ConfirmIdentity />
    </>
  );
}

function open({ enabledAt }: { enabledAt: string | null }) {
  const state = { isProven: false, asked: 0, proofs: [] as unknown[] };
  given.get('/api/auth/2fa', () => ({
    success: true,
    data: { enabledAt, recoveryCodesLeft: 10, mustSetUp: false },
  }));
  given.post('/api/auth/2fa/recovery-codes', () => {
    state.asked += 1;
    return state.isProven ? { success: true, recoveryCodes: [] } : problem(403, 'step_up_required');
  });
  given.post('/api/auth/step-up', async ({ request }) => {
    const proof = (await request.json()) as { password: string };
    state.proofs.push(proof);
    if (proof.password !== 'tall horse') {
      return problem(422, 'invalid_fields', {
        errors: [{ field: 'password', code: 'invalid_value', message: '' }],
      });
    }
    state.isProven = true;
    return noContent();
  });
  return { state, ...renderRoute([{ path: '/', Component: SensitivePage }], { at: '/' }) };
}
const act = () => screen.getByRole('button', { name: 'Выпустить' });
const password = () => screen.findByLabelText(/Ваш пароль/);

describe('a sensitive action', () => {
  it('asks for the password, goes on by itself, and keeps what was typed and where', async () => {
    const { user, state } = open({ enabledAt: null });
    await user.type(screen.getByLabelText('Заметка'), 'не потерять');
    await user.click(act());

    await user.type(await password(), 'wrong{Enter}');
    await waitFor(async () => {
      expect(await password()).toHaveAccessibleDescription('Это не ваш пароль');
    });
    await user.clear(await password());
    await user.type(await password(), 'tall horse{Enter}');

    expect(await screen.findByText('готово')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(state.proofs).toEqual([{ password: 'wrong' }, { password: 'tall horse' }]);
    expect(state.asked).toBe(2);
    await waitFor(() => {
      expect(act()).toHaveFocus();
    });
    expect(screen.getByLabelText('Заметка')).toHaveValue('не потерять');
  });

  it('asks for the code too where there is a second factor', async () => {
    const { user, state } = open({ enabledAt: '2026-11-26T10:00:00Z' });
    await user.click(act());
    await user.type(await screen.findByLabelText(/^Код/), '123456');
    await user.type(await password(), 'tall horse');
    await user.click(screen.getByRole('button', { name: 'Подтвердить' }));
    expect(await screen.findByText('готово')).toBeInTheDocument();
    expect(state.proofs).toEqual([{ password: 'tall horse', code: '123456' }]);
  });

  it('is left undone when the person does not want to, and asked for once', async () => {
    const { user, state } = open({ enabledAt: null });
    await user.click(act());
    await password();
    await user.keyboard('{Escape}');
    expect(await screen.findByText('403 step_up_required')).toBeInTheDocument();
    expect(state.asked).toBe(1);
  });
});
