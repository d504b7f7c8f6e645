import type { LetterParams } from '../letters.js';

const AT = '2026-03-16T09:30:00Z';

/** Invented parameters of every letter, for its preview; the links lead to pages of ours that will say the link is not valid. */
export const sampleParams = (publicUrl: URL, organization: string): LetterParams => {
  const link = (path: string): string => `${new URL(path, publicUrl).href}#token=sample`;
  return {
    password_reset: { link: link('/reset-password'), minutes: 30 },
    email_verification: { link: link('/verify-email'), hours: 24 },
    unlock: { link: link('/unlock'), minutes: 30 },
    invitation: { link: link('/invitation'), hours: 72, organization, inviter: 'Мария Соколова' },
    new_device: { at: AT, device: 'Chrome, Windows', ip: '203.0.113.7' },
    token_reuse: { at: AT },
    password_changed: { at: AT },
    second_factor_enabled: { at: AT },
    second_factor_disabled: { at: AT },
    email_changed: { at: AT, newEmail: 'n***@e***.ru' },
    oauth_linked: { at: AT, provider: 'Yandex' },
    oauth_unlinked: { at: AT, provider: 'Yandex' },
    test: { organization, sender: 'Мария Соколова' },
  };
};
