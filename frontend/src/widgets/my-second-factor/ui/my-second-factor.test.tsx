import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { MySecondFactor } from './my-second-factor';

const codes = Array.from({ length: 10 }, (_, at) => `AAAA-BBBB-CCCC-000${String(at)}`);

function open(enabledAt: string | null, recoveryCodesLeft = 10) {
  const state = { enabledAt, recoveryCodesLeft };
  given.get('/api/auth/2fa', () => ({ success: true, data: { ...state, mustSetUp: false } }));
  return { state, ...renderRoute([{ path: '/', Component: MySecondFactor }], { at: '/' }) };
}

describe('the second factor', () => {
  it('that is off is turned on from here', async () => {
    given.post('/api/auth/2fa/setup', () => ({
      success: true,
      otpauthUrl: 'otpauth://totp/CRM:anna?secret=ABCDEFGH&issuer=CRM',
      qr: 'data:image/png;base64,AAAA',
    }));
    const { user, state } = open(null);
    given.post('/api/auth/2fa/enable', () => {
      state.enabledAt = '2026-11-26T10:00:00Z';
      return { success: true, recoveryCodes: codes };
    });
    await user.click(await screen.findByRole('button', { name: 'Включить' }));
    await user.type(await screen.findByLabelText(/Код из приложения/), '123456{Enter}');
    await user.click(await screen.findByRole('checkbox', { name: 'Коды сохранены' }));
    await user.click(screen.getByRole('button', { name: 'Готово' }));
    expect(await screen.findByText(/Включён .*На новом устройстве/)).toBeInTheDocument();
    expect(screen.queryByText(codes[0] ?? '')).not.toBeInTheDocument();
  });

  it('gives new recovery codes after a question', async () => {
    given.post('/api/auth/2fa/recovery-codes', () => ({ success: true, recoveryCodes: codes }));
    const { user } = open('2026-11-26T10:00:00Z', 2);
    expect(await screen.findByText('Осталось 2 кода восстановления')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Новые коды' }));
    await user.click(await screen.findByRole('button', { name: 'Выпустить коды' }));
    expect(await screen.findByText(codes[9] ?? '')).toBeInTheDocument();
  });

  it('is turned off with password and code, and says at its field what is wrong', async () => {
    const { user, state } = open('2026-11-26T10:00:00Z');
    const bodies: unknown[] = [];
    given.post('/api/auth/2fa/disable', async ({ request }) => {
      const body = (await request.json()) as { code: string };
      bodies.push(body);
      if (body.code !== '123456') {
        return problem(422, 'invalid_fields', {
          errors: [{ field: 'code', code: 'invalid_value', message: '' }],
        });
      }
      state.enabledAt = null;
      return noContent();
    });
    await user.click(await screen.findByRole('button', { name: 'Выключить' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText(/Ваш пароль/), 'tall horse');
    const turnOff = dialog.getByRole('button', { name: 'Выключить вход с кодом' });
    await user.type(dialog.getByLabelText(/^Код/), '000000');
    await user.click(turnOff);
    await waitFor(() => {
      expect(dialog.getByLabelText(/^Код/)).toHaveAccessibleDescription(/Код не подошёл/);
    });
    await user.clear(dialog.getByLabelText(/^Код/));
    await user.type(dialog.getByLabelText(/^Код/), '123456');
    await user.click(turnOff);
    expect(await screen.findByRole('button', { name: 'Включить' })).toBeInTheDocument();
    expect(bodies).toHaveLength(2);
  });
});
