import type { ComponentType } from 'react';
import { replace } from 'react-router';
import type { RouteObject } from 'react-router';
import { CrashPage } from '@/pages/crash';
import { NotFoundPage } from '@/pages/not-found';
import { loadTexts } from '@/shared/i18n';
import type { Namespace } from '@/shared/i18n';
import { paths } from '@/shared/config';
import { RequireSession } from './require-session';

/** Code and texts of a page, fetched side by side when the page is first opened. */
function page(
  load: () => Promise<ComponentType>,
  texts: readonly Namespace[] = [],
): Pick<RouteObject, 'lazy'> {
  return {
    lazy: async () => {
      const [Component] = await Promise.all([load(), loadTexts(texts)]);
      return { Component };
    },
  };
}

const telephony: RouteObject[] = [
  { path: paths.desk, ...page(async () => (await import('@/pages/desk')).DeskPage, ['calls', 'orders']) },
  {
    path: paths.calls,
    ...page(async () => (await import('@/pages/telephony')).TelephonyPage, ['calls', 'orders']),
    children: [
      {
        path: 'calls/:callId',
        ...page(async () => (await import('@/pages/call-card')).CallCardPage, ['calls', 'orders']),
      },
    ],
  },
];

const orders: RouteObject[] = [
  {
    path: paths.orders,
    ...page(async () => (await import('@/pages/orders')).OrdersPage, ['orders', 'calls']),
    children: [
      {
        path: 'new',
        ...page(async () => (await import('@/pages/order-card')).OrderCardPage, ['orders', 'calls']),
      },
      {
        path: ':orderId',
        ...page(async () => (await import('@/pages/order-card')).OrderCardPage, ['orders', 'calls']),
      },
    ],
  },
];

const statistics: RouteObject[] = [
  paths.statistics,
  paths.statisticsOverall,
  paths.statisticsOperator(':operatorId'),
].map((path) => ({
  path,
  ...page(async () => (await import('@/pages/statistics')).StatisticsPage, ['stats']),
}));

const admin: RouteObject[] = [
  { path: paths.admin, loader: () => replace(paths.adminOperators) },
  {
    path: paths.adminOperators,
    ...page(async () => (await import('@/pages/admin-operators')).AdminOperatorsPage, ['admin']),
  },
  {
    path: paths.adminOperator(':operatorId'),
    ...page(async () => (await import('@/pages/admin-operators')).AdminOperatorsPage, ['admin']),
  },
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
];

const profile: RouteObject = {
  path: paths.profile,
  ...page(async () => (await import('@/pages/profile')).ProfilePage, ['profile']),
};

const sections = [...telephony, ...orders, ...statistics, ...admin, profile];

/** The whole address space. A page that breaks shows its error inside the shell; the rest goes on working. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      { path: paths.login, ...page(async () => (await import('@/pages/login')).LoginPage) },
      {
        Component: RequireSession,
        children: [
          { path: paths.home, loader: () => replace(paths.calls) },
          ...sections.map((section) => ({ ...section, ErrorBoundary: CrashPage })),
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];
