import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { buildProfile, given, problem, renderRoute } from '@/shared/testing';
import { SecondFactorSetUpPage } from './second-factor-set-up-page';

const codes = Array.from({ length: 10 }, (_, at) => `AAAA-BBBB-CCCC-000${String(at)}`);
const pages = [
  { path: '/second-factor', Component: SecondFactorSetUpPage },
  { path: '*', Component: () => <p>дальше</p> },
];

function open(at = '/second-factor?returnTo=%2Forders%3Fpage%3D2') {
  const sent: unknown[] = [];
  given.post('/api/auth/2fa/setup', () => ({
    success: true,
    otpauthUrl: 'otpauth://totp/CRM:anna?secret=ABCDEFGH234567&issuer=CRM',
    qr: 'data:image/png;base64,AAAA',
  }));
  given.post('/api/auth/2fa/enable', async ({ request }) => {
    const body = (await request.json()) as { code: string };
    sent.push(body);
    return body.code === '123456'
      ? { success: true, recoveryCodes: codes }
      : problem(422, 'invalid_fields', {
          errors: [{ field: 'code', code: 'invalid_value', message: '' }],
        });
  });
  return { sent, ...renderRoute(pages, { at, profile: { mustSetUpSecondFactor: true } }) };
}

describe('a person whose role must have a second factor', () => {
  it('sets it up, keeps the codes, and goes on to where he wanted', async () => {
    const { user, router, sent } = open();
    expect(await screen.findByText('ABCD EFGH 2345 67')).toBeInTheDocument();
    const field = screen.getByLabelText(/Код из приложения/);
    await user.type(field, '000000{Enter}');
    await waitFor(() => {
      expect(field).toHaveAccessibleDescription(/Код не подошёл/);
    });
    await user.clear(field);
    await user.type(field, '123456{Enter}');

    expect(await screen.findByText('AAAA-BBBB-CCCC-0009')).toBeInTheDocument();
    const done = screen.getByRole('button', { name: 'Готово' });
    expect(done).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Скопировать' }));
    expect(await navigator.clipboard.readText()).toBe(codes.join('\n'));
    given.get('/api/auth/profile', () => ({ success: true, data: buildProfile() }));
    await user.click(screen.getByRole('checkbox', { name: 'Коды сохранены' }));
    await user.click(done);

    expect(await screen.findByText('дальше')).toBeInTheDocument();
    expect(router.state.location).toMatchObject({ pathname: '/orders', search: '?page=2' });
    expect(sent).toEqual([{ code: '000000' }, { code: '123456' }]);
  });

  it('chooses a password of his own before it, if his was given', async () => {
    const at = '/second-factor?returnTo=%2Forders';
    const profile = { mustSetUpSecondFactor: true, mustChangePassword: true };
    const { router } = renderRoute(pages, { at, profile });
    expect(await screen.findByText('дальше')).toBeInTheDocument();
    expect(router.state.location).toMatchObject({ pathname: '/own-password', search: '?returnTo=%2Forders' });
  });

  it('has nothing to do here when none is asked of him', async () => {
    renderRoute(pages, { at: '/second-factor?returnTo=%2F%2Fevil.example' });
    expect(await screen.findByText('дальше')).toBeInTheDocument();
  });
});
