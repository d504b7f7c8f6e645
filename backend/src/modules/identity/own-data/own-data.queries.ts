import type { Database } from '../../../platform/db/database.js';

/** The audit rows of one person may be many; the file holds the newest of them and says how many there are. */
const MOST_AUDIT_ROWS = 10_000;

const ACCOUNT = {
  login: true,
  email: true,
  emailVerifiedAt: true,
  passwordChangedAt: true,
  totpEnabledAt: true,
  locale: true,
  timezone: true,
  createdAt: true,
  updatedAt: true,
} as const;

const EMPLOYMENT = {
  id: true,
  organizationId: true,
  organization: { select: { name: true } },
  name: true,
  role: true,
  city: true,
  cities: { select: { city: { select: { name: true } } } },
  status: true,
  statusWork: true,
  statusWorkSince: true,
  extension: true,
  sipAddress: true,
  note: true,
  dateCreate: true,
} as const;

const SESSION = {
  id: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  revokedAt: true,
  revokedReason: true,
  ip: true,
  userAgent: true,
  authMethods: true,
  authenticatedAt: true,
} as const;

const DEVICE = {
  id: true,
  userAgent: true,
  firstSeenAt: true,
  lastSeenAt: true,
  lastIp: true,
  trustedUntil: true,
} as const;

const KEY = {
  name: true,
  prefix: true,
  isPersonal: true,
  permissions: true,
  cities: true,
  ipAllow: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  revokedAt: true,
} as const;

const AUDIT = {
  at: true,
  action: true,
  objectType: true,
  objectId: true,
  outcome: true,
  ip: true,
  sessionId: true,
} as const;

/** The account and what people know of the person in each organisation. */
export async function personOf({ prisma }: Database, accountId: number) {
  const account = await prisma.userAccount.findUniqueOrThrow({ where: { id: accountId }, select: ACCOUNT });
  const employments = await prisma.operator.findMany({
    where: { userAccountId: accountId },
    orderBy: { id: 'asc' },
    select: EMPLOYMENT,
  });
  return {
    account,
    employments: employments.map(({ organization, cities, ...employment }) => ({
      ...employment,
      organization: organization.name,
      cities: cities.map(({ city }) => city.name),
    })),
  };
}

/** How the person has signed in, and by what he can. */
export async function accessOf({ prisma }: Database, accountId: number) {
  const own = { where: { userAccountId: accountId } };
  return {
    sessions: await prisma.session.findMany({ ...own, orderBy: { createdAt: 'desc' }, select: SESSION }),
    devices: await prisma.device.findMany({ ...own, orderBy: { lastSeenAt: 'desc' }, select: DEVICE }),
    signIns: await prisma.signInEvent.findMany({
      ...own,
      orderBy: { id: 'desc' },
      select: { at: true, method: true, outcome: true, ip: true, userAgent: true },
    }),
    linkedAccounts: await prisma.oauthIdentity.findMany({
      ...own,
      orderBy: { id: 'asc' },
      select: { provider: true, subject: true, email: true, linkedAt: true, lastUsedAt: true },
    }),
    recoveryCodesLeft: await prisma.recoveryCode.count({ where: { ...own.where, usedAt: null } }),
    apiKeys: await prisma.apiKey.findMany({
      where: { operator: { userAccountId: accountId } },
      orderBy: { id: 'asc' },
      select: KEY,
    }),
  };
}

/** What the product has told the person, and what he has done in it. */
export async function recordOf({ prisma }: Database, accountId: number) {
  const own = { where: { userAccountId: accountId } };
  const acted = { where: { actorAccountId: accountId } };
  return {
    notices: await prisma.notice.findMany({
      ...own,
      orderBy: { id: 'desc' },
      select: { type: true, data: true, createdAt: true, readAt: true },
    }),
    letters: await prisma.mailMessage.findMany({
      ...own,
      orderBy: { id: 'desc' },
      select: { template: true, recipientMasked: true, status: true, createdAt: true, sentAt: true },
    }),
    audit: {
      total: await prisma.audit.count(acted),
      newest: await prisma.audit.findMany({
        ...acted,
        orderBy: { id: 'desc' },
        take: MOST_AUDIT_ROWS,
        select: AUDIT,
      }),
    },
  };
}
