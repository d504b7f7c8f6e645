import type account from './locales/ru/account.json';
import type admin from './locales/ru/admin.json';
import type audit from './locales/ru/audit.json';
import type auth from './locales/ru/auth.json';
import type calls from './locales/ru/calls.json';
import type clients from './locales/ru/clients.json';
import type common from './locales/ru/common.json';
import type errors from './locales/ru/errors.json';
import type factor from './locales/ru/factor.json';
import type organization from './locales/ru/organization.json';
import type oauth from './locales/ru/oauth.json';
import type invitations from './locales/ru/invitations.json';
import type mail from './locales/ru/mail.json';
import type orders from './locales/ru/orders.json';
import type profile from './locales/ru/profile.json';
import type security from './locales/ru/security.json';
import type stats from './locales/ru/stats.json';

/** Russian is the source of the keys; English is held to the same keys by a test. */
export interface Resources {
  common: typeof common;
  audit: typeof audit;
  auth: typeof auth;
  errors: typeof errors;
  calls: typeof calls;
  clients: typeof clients;
  orders: typeof orders;
  stats: typeof stats;
  admin: typeof admin;
  profile: typeof profile;
  factor: typeof factor;
  organization: typeof organization;
  account: typeof account;
  mail: typeof mail;
  invitations: typeof invitations;
  security: typeof security;
  oauth: typeof oauth;
}

export type Namespace = keyof Resources;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: Resources;
  }
}
