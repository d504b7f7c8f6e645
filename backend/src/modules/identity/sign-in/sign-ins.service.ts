import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import { toPagination } from '../../../platform/http/operation.js';
import { deviceKind, deviceName } from '../devices/device-name.js';
import { toRange, toRows, type OwnPage } from '../own-rows-cursor.js';
import type { SignInMethod, SignInOutcome } from './sign-in-history.js';

export type SignInsService = ReturnType<typeof createSignInsService>;

export const createSignInsService = ({ database: { prisma } }: { readonly database: Database }) => ({
  /** A page of the own history of sign-ins, newest first. */
  list: async ({ accountId }: Actor, asked: OwnPage) => {
    const { beforeId, ...range } = toRange(asked);
    const found = await prisma.signInEvent.findMany({
      where: { userAccountId: accountId, ...(beforeId !== null && { id: { lt: beforeId } }) },
      orderBy: { id: 'desc' },
      ...range,
    });
    const views = found.map(({ id, at, method, outcome, ip, userAgent }) => ({
      ...{ id: Number(id), at, ip },
      method: method as SignInMethod,
      outcome: outcome as SignInOutcome,
      device: deviceName(userAgent),
      deviceKind: deviceKind(userAgent),
    }));
    const { rows, nextCursor } = toRows(views, asked.limit);
    const total = await prisma.signInEvent.count({ where: { userAccountId: accountId } });
    return { data: rows, pagination: toPagination(asked, { total, nextCursor }) };
  },
});
