import type { Letterbook } from './ru.js';

const NOT_YOU =
  'If this was not you, change your password, end the other sessions on the “My security” page and tell your administrator.';
const IGNORE = 'If you did not ask for this, simply delete the letter: nothing will change.';

const counted = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** Letters in English. */
export const en: Letterbook = {
  password_reset: (p) => ({
    subject: 'Reset your password',
    heading: 'Choose a new password',
    paragraphs: ['Somebody asked to reset the password of your account. Open the page and choose a new one.'],
    action: { label: 'Choose a password', link: p.link },
    notes: [`The link works once, for ${counted(p.minutes, 'minute')}.`, IGNORE],
  }),
  email_verification: (p) => ({
    subject: 'Verify your e-mail address',
    heading: 'Verify your e-mail address',
    paragraphs: ['This address was given for an account of the CRM. Confirm that it is yours.'],
    action: { label: 'Verify the address', link: p.link },
    notes: [`The link works for ${counted(p.hours, 'hour')}.`, IGNORE],
  }),
  unlock: (p) => ({
    subject: 'Signing in to your account is slowed down',
    heading: 'Somebody is guessing your password',
    paragraphs: [
      'There have been many failed attempts to sign in, so unknown devices have to wait. If it is you who cannot get in, lift the delay.',
    ],
    action: { label: 'Lift the delay', link: p.link },
    notes: [
      `The link works once, for ${counted(p.minutes, 'minute')}. Your password stays as it is.`,
      IGNORE,
    ],
  }),
  invitation: (p) => ({
    subject: `Invitation to ${p.organization}`,
    heading: `You are invited to ${p.organization}`,
    paragraphs: [
      `${p.inviter} invites you to work in the CRM of ${p.organization}. Open the page to choose a login and a password, or to join with the account you have.`,
    ],
    action: { label: 'Accept the invitation', link: p.link },
    notes: [
      `The link works once, for ${counted(p.hours, 'hour')}.`,
      'If you did not expect an invitation, simply delete the letter.',
    ],
  }),
  new_device: (p, say) => ({
    subject: 'Sign-in from a new device',
    heading: 'Sign-in from a new device',
    paragraphs: ['Your account was signed in to from a device that we have not seen before.'],
    facts: [
      ['When', say(p.at)],
      ['Device', p.device],
      ['Address', p.ip],
    ],
    notes: [NOT_YOU],
  }),
  token_reuse: (p, say) => ({
    subject: 'A session was closed to be safe',
    heading: 'A session was closed to be safe',
    paragraphs: [
      'The key of a session was shown twice, so it may have been copied. The session is closed everywhere; sign in again.',
    ],
    facts: [['When', say(p.at)]],
    notes: [NOT_YOU],
  }),
  password_changed: (p, say) => ({
    subject: 'Your password was changed',
    heading: 'Your password was changed',
    paragraphs: ['The password of your account was changed, and the other sessions were ended.'],
    facts: [['When', say(p.at)]],
    notes: [
      'If this was not you, reset the password by “Forgot your password?” and tell your administrator.',
    ],
  }),
  second_factor_enabled: (p, say) => ({
    subject: 'The sign-in code is on',
    heading: 'The sign-in code is on',
    paragraphs: ['From now on a code of your app is asked for besides the password.'],
    facts: [['When', say(p.at)]],
    notes: [NOT_YOU],
  }),
  second_factor_disabled: (p, say) => ({
    subject: 'The sign-in code is off',
    heading: 'The sign-in code is off',
    paragraphs: ['From now on the password alone is enough to sign in.'],
    facts: [['When', say(p.at)]],
    notes: [NOT_YOU],
  }),
  email_changed: (p, say) => ({
    subject: 'Your e-mail address was changed',
    heading: 'Your e-mail address was changed',
    paragraphs: ['Letters of your account go to another address now; none will come here any more.'],
    facts: [
      ['When', say(p.at)],
      ['New address', p.newEmail],
    ],
    notes: ['If this was not you, tell your administrator at once.'],
  }),
  oauth_linked: (p, say) => ({
    subject: 'Another way to sign in was linked',
    heading: 'Another way to sign in was linked',
    paragraphs: ['Your account can now be signed in to by this service as well.'],
    facts: [
      ['When', say(p.at)],
      ['Service', p.provider],
    ],
    notes: [NOT_YOU],
  }),
  oauth_unlinked: (p, say) => ({
    subject: 'A way to sign in was unlinked',
    heading: 'A way to sign in was unlinked',
    paragraphs: ['Your account can no longer be signed in to by this service.'],
    facts: [
      ['When', say(p.at)],
      ['Service', p.provider],
    ],
    notes: [NOT_YOU],
  }),
  test: (p) => ({
    subject: 'Test letter',
    heading: 'Mail works',
    paragraphs: [
      `${p.sender} is testing the mail of ${p.organization}. If you can read this, letters arrive.`,
    ],
    notes: ['There is no need to answer.'],
  }),
};
