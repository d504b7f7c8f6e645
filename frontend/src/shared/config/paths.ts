/** Every address of the product. Links and redirects are built here and nowhere else. */
export const paths = {
  home: '/',
  login: '/login',
  ownPassword: '/own-password',
  secondFactorSetUp: '/second-factor',
  /** Where letters lead to; the secret of a link stands in the fragment, which no server sees. */
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  verifyEmail: '/verify-email',
  invitation: '/invitation',
  desk: '/desk',
  /** The desk with this call in its middle, or with an order without a call. */
  deskCall: (about: number | 'new') => `/desk?call=${String(about)}`,
  calls: '/telephony',
  call: (callId: number | string) => `/telephony/calls/${String(callId)}`,
  orders: '/orders',
  newOrder: '/orders/new',
  order: (orderId: number | string) => `/orders/${String(orderId)}`,
  statistics: '/statistics',
  statisticsOverall: '/statistics/overall',
  statisticsOperator: (operatorId: number | string) => `/statistics/operators/${String(operatorId)}`,
  admin: '/admin',
  adminOperators: '/admin/operators',
  adminOperator: (operatorId: number | string) => `/admin/operators/${String(operatorId)}`,
  adminMasters: '/admin/masters',
  adminPhones: '/admin/phones',
  adminCampaigns: '/admin/campaigns',
  adminCities: '/admin/cities',
  adminDispositions: '/admin/dispositions',
  adminInbox: '/admin/webhook-events',
  adminAudit: '/admin/audit',
  adminInvitations: '/admin/invitations',
  adminMail: '/admin/mail',
  adminOrganization: '/admin/organization',
  adminApiKeys: '/admin/api-keys',
  adminRoles: '/admin/roles',
  /** Of who looks after the whole installation. */
  platform: '/platform/organizations',
  profile: '/profile',
  mySecurity: '/my-security',
  /** The link of a letter; its secret stands after the `#`, which no server sees. */
  unlock: '/unlock',
} as const;

/** The sign-in page that brings the person back to `returnTo`, a path with its search. */
export function loginPath(returnTo: string): string {
  return returnTo === paths.home ? paths.login : `${paths.login}?returnTo=${encodeURIComponent(returnTo)}`;
}

const LEAD_NOWHERE = [paths.login, paths.ownPassword, paths.secondFactorSetUp];

/** Where a person who was given a password chooses his own, with the way back. */
export function ownPasswordPath(returnTo: string): string {
  return `${paths.ownPassword}?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Where a person sets up the second factor that his role must have, with the way back. */
export function secondFactorPath(returnTo: string): string {
  return `${paths.secondFactorSetUp}?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Only our own paths may be returned to: `//evil.example` and absolute addresses fall back to the start. */
export function safeReturnPath(value: string | null): string {
  if (
    value === null ||
    !value.startsWith('/') ||
    /^\/[/\\]/.test(value) ||
    LEAD_NOWHERE.some((path) => value.startsWith(path))
  )
    return paths.home;
  return value;
}
