import type { ComponentType } from 'react';
import { replace } from 'react-router';
import type { RouteObject } from 'react-router';
import { CrashPage } from '@/pages/crash';
import { NotFoundPage } from '@/pages/not-found';
import { paths } from '@/shared/config';
import type { Permission } from '@/shared/config';
import { loadTexts } from '@/shared/i18n';
import type { Namespace } from '@/shared/i18n';
import { Home } from './home';
import { RequireSession } from './require-session';

interface PageOptions {
  texts?: readonly Namespace[];
  /** Without it the shell shows that the section is closed. */
  permission?: Permission;
}

/** Code and texts of a page, fetched side by side when the page is first opened; its own crash stays its own. */
function page(load: () => Promise<ComponentType>, { texts = [], permission }: PageOptions = {}) {
  return {
    lazy: async () => {
      const [Component] = await Promise.all([load(), loadTexts(texts)]);
      return { Component };
    },
    ErrorBoundary: CrashPage,
    ...(permission === undefined ? {} : { handle: { permission } }),
  } satisfies Partial<RouteObject>;
}

const ofCalls = { texts: ['calls', 'orders'], permission: 'calls:read' } as const;
const ofOrders = { texts: ['orders', 'calls'], permission: 'orders:read' } as const;
const ofReference = { texts: ['admin'], permission: 'reference:write' } as const;

const orderCard = page(async () => (await import('@/pages/order-card')).OrderCardPage, ofOrders);
const statistics = page(async () => (await import('@/pages/statistics')).StatisticsPage, {
  texts: ['stats', 'orders'],
});
const operators = page(async () => (await import('@/pages/admin-operators')).AdminOperatorsPage, {
  texts: ['admin'],
  permission: 'operators:read',
});

const telephonyRoutes: RouteObject[] = [
  { path: paths.desk, ...page(async () => (await import('@/pages/desk')).DeskPage, ofCalls) },
  {
    path: paths.calls,
    ...page(async () => (await import('@/pages/telephony')).TelephonyPage, ofCalls),
    children: [
      {
        path: paths.call(':callId'),
        ...page(async () => (await import('@/pages/call-card')).CallCardPage, ofCalls),
      },
    ],
  },
];

const orderRoutes: RouteObject[] = [
  {
    path: paths.orders,
    ...page(async () => (await import('@/pages/orders')).OrdersPage, ofOrders),
    children: [
      { path: paths.newOrder, ...orderCard, handle: { permission: 'orders:create' } },
      { path: paths.order(':orderId'), ...orderCard },
    ],
  },
];

const statisticsRoutes: RouteObject[] = [
  { path: paths.statistics, ...statistics },
  { path: paths.statisticsOverall, ...statistics, handle: { permission: 'stats:read' } },
  { path: paths.statisticsOperator(':operatorId'), ...statistics, handle: { permission: 'stats:read' } },
];

const adminRoutes: RouteObject[] = [
  { path: paths.admin, loader: () => replace(paths.adminOperators) },
  { path: paths.adminOperators, ...operators },
  { path: paths.adminOperator(':operatorId'), ...operators },
  {
    path: paths.adminMasters,
    ...page(async () => (await import('@/pages/admin-masters')).AdminMastersPage, ofReference),
  },
  {
    path: paths.adminPhones,
    ...page(async () => (await import('@/pages/admin-phones')).AdminPhonesPage, ofReference),
  },
  {
    path: paths.adminCampaigns,
    ...page(async () => (await import('@/pages/admin-campaigns')).AdminCampaignsPage, ofReference),
  },
  {
    path: paths.adminCities,
    ...page(async () => (await import('@/pages/admin-cities')).AdminCitiesPage, ofReference),
  },
  {
    path: paths.adminDispositions,
    ...page(async () => (await import('@/pages/admin-dispositions')).AdminDispositionsPage, ofReference),
  },
  {
    path: paths.adminInbox,
    ...page(async () => (await import('@/pages/admin-inbox')).AdminInboxPage, {
      texts: ['admin'],
      permission: 'inbox:manage',
    }),
  },
];

const profileRoute: RouteObject = {
  path: paths.profile,
  ...page(async () => (await import('@/pages/profile')).ProfilePage, { texts: ['profile'] }),
};

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
          { path: paths.home, Component: Home },
          ...telephonyRoutes,
          ...orderRoutes,
          ...statisticsRoutes,
          ...adminRoutes,
          profileRoute,
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];
