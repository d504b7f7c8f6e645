import { lazy } from 'react';
import type { ComponentType } from 'react';
import { Navigate } from 'react-router';
import type { RouteObject } from 'react-router';
import { NotFoundPage } from '@/pages/not-found';
import { paths } from '@/shared/config';
import { loadTexts } from '@/shared/i18n';
import type { Namespace } from '@/shared/i18n';
import { Home } from './home';
import { PageFrame } from './page-frame';
import { RequireSession } from './require-session';
import { RequireSignIn } from './require-sign-in';

/** Code and texts of a page, fetched side by side when the page is first opened. */
function page(
  load: () => Promise<ComponentType>,
  texts: readonly Namespace[] = [],
): Pick<RouteObject, 'element'> {
  const Page = lazy(async () => {
    const [Component] = await Promise.all([load(), loadTexts(texts)]);
    return { default: Component };
  });
  return {
    element: (
      <PageFrame>
        <Page />
      </PageFrame>
    ),
  };
}

const orderCard = page(async () => (await import('@/pages/order-card')).OrderCardPage, ['orders', 'calls']);
const statistics = page(async () => (await import('@/pages/statistics')).StatisticsPage, ['stats', 'orders']);
const operators = page(
  async () => (await import('@/pages/admin-operators')).AdminOperatorsPage,
  ['admin', 'organization', 'account'],
);

const telephonyRoutes: RouteObject[] = [
  { path: paths.desk, ...page(async () => (await import('@/pages/desk')).DeskPage, ['calls', 'orders']) },
  {
    path: paths.calls,
    ...page(async () => (await import('@/pages/telephony')).TelephonyPage, ['calls', 'orders']),
    children: [
      {
        path: paths.call(':callId'),
        ...page(async () => (await import('@/pages/call-card')).CallCardPage, ['calls', 'orders']),
      },
    ],
  },
];

const orderRoutes: RouteObject[] = [
  {
    path: paths.orders,
    ...page(async () => (await import('@/pages/orders')).OrdersPage, ['orders', 'calls']),
    children: [
      { path: paths.newOrder, ...orderCard },
      { path: paths.order(':orderId'), ...orderCard },
    ],
  },
];

const statisticsRoutes: RouteObject[] = [
  { path: paths.statistics, ...statistics },
  { path: paths.statisticsOverall, ...statistics },
  { path: paths.statisticsOperator(':operatorId'), ...statistics },
];

const adminRoutes: RouteObject[] = [
  { path: paths.admin, element: <Navigate to={paths.adminOperators} replace /> },
  { path: paths.adminOperators, ...operators },
  { path: paths.adminOperator(':operatorId'), ...operators },
  {
    path: paths.adminMasters,
    ...page(async () => (await import('@/pages/admin-masters')).AdminMastersPage, ['admin']),
  },
  {
    path: paths.adminPhones,
    ...page(async () => (await import('@/pages/admin-phones')).AdminPhonesPage, ['admin']),
  },
  {
    path: paths.adminCampaigns,
    ...page(async () => (await import('@/pages/admin-campaigns')).AdminCampaignsPage, ['admin']),
  },
  {
    path: paths.adminCities,
    ...page(async () => (await import('@/pages/admin-cities')).AdminCitiesPage, ['admin']),
  },
  {
    path: paths.adminDispositions,
    ...page(async () => (await import('@/pages/admin-dispositions')).AdminDispositionsPage, ['admin']),
  },
  {
    path: paths.adminInbox,
    ...page(async () => (await import('@/pages/admin-inbox')).AdminInboxPage, ['admin']),
  },
  {
    path: paths.adminOrganization,
    ...page(
      async () => (await import('@/pages/organization/settings')).AdminOrganizationPage,
      ['organization'],
    ),
  },
  {
    path: paths.adminApiKeys,
    ...page(
      async () => (await import('@/pages/organization/api-keys')).AdminApiKeysPage,
      ['organization', 'profile'],
    ),
  },
  {
    path: paths.adminRoles,
    ...page(
      async () => (await import('@/pages/organization/roles')).AdminRolesPage,
      ['organization', 'profile'],
    ),
  },
  {
    path: paths.platform,
    ...page(
      async () => (await import('@/pages/organization/all-organizations')).PlatformOrganizationsPage,
      ['organization'],
    ),
  },
  {
    path: paths.adminAudit,
    ...page(async () => (await import('@/pages/admin-audit')).AdminAuditPage, ['audit', 'profile']),
  },
  {
    path: paths.adminInvitations,
    ...page(
      async () => (await import('@/pages/organization/invitations')).AdminInvitationsPage,
      ['invitations'],
    ),
  },
  {
    path: paths.adminMail,
    ...page(async () => (await import('@/pages/organization/mail')).AdminMailPage, ['mail']),
  },
];

/** Open to everybody: where letters lead to. */
const entryRoutes: RouteObject[] = [
  { path: paths.login, ...page(async () => (await import('@/pages/login')).LoginPage, ['oauth']) },
  {
    path: paths.forgotPassword,
    ...page(async () => (await import('@/pages/entry/forgot-password')).ForgotPasswordPage, ['account']),
  },
  {
    path: paths.resetPassword,
    ...page(async () => (await import('@/pages/entry/reset-password')).ResetPasswordPage, ['account']),
  },
  {
    path: paths.verifyEmail,
    ...page(async () => (await import('@/pages/entry/verify-email')).VerifyEmailPage, ['account']),
  },
  {
    path: paths.invitation,
    ...page(async () => (await import('@/pages/entry/invitation')).InvitationPage, ['account']),
  },
];

/** The whole address space. Which right an address asks for stands in shared/config/address-rights.ts. */
export const routes: RouteObject[] = [
  ...entryRoutes,
  { path: paths.unlock, ...page(async () => (await import('@/pages/entry/unlock')).UnlockPage) },
  {
    Component: RequireSignIn,
    children: [
      {
        path: paths.ownPassword,
        ...page(
          async () => (await import('@/pages/entry/own-password')).OwnPasswordPage,
          ['profile', 'account'],
        ),
      },
      {
        path: paths.secondFactorSetUp,
        ...page(async () => (await import('@/pages/second-factor-set-up')).SecondFactorSetUpPage, ['factor']),
      },
    ],
  },
  {
    Component: RequireSession,
    children: [
      { path: paths.home, Component: Home },
      ...telephonyRoutes,
      ...orderRoutes,
      ...statisticsRoutes,
      ...adminRoutes,
      {
        path: paths.profile,
        ...page(async () => (await import('@/pages/profile')).ProfilePage, ['profile']),
      },
      {
        path: paths.mySecurity,
        ...page(
          async () => (await import('@/pages/my-security')).MySecurityPage,
          ['security', 'profile', 'account', 'factor', 'oauth', 'organization'],
        ),
      },
      { path: '*', Component: NotFoundPage },
    ],
  },
];
