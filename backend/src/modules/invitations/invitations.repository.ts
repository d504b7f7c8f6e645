import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../platform/db/database.js';

export interface NewInvitation {
  readonly organizationId: number;
  readonly invitedById: number;
  readonly name: string;
  readonly role: string;
  readonly city: string;
  readonly cities: string[];
  readonly extension: string | null;
  readonly sipAddress: string | null;
  readonly email: string | null;
  readonly delivery: string;
  readonly locale: string;
}

export interface Issue {
  readonly now: Date;
  readonly expiresAt: Date;
}

export interface NewPerson {
  readonly login: string;
  readonly passwordHash: string;
  readonly passwordChangedAt: Date;
  readonly locale: string;
}

const SECRET_BYTES = 32;
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
/** What the database keeps of a link. */
export const digestOf = (secret: string) => createHash('sha256').update(secret).digest();

export const createInvitationsRepository = (db: Db) => ({
  /** Returns the secret of the link, which cannot be read again. */
  insert: async (
    invitation: NewInvitation,
    { now, expiresAt }: Issue,
  ): Promise<{ id: number; secret: string }> => {
    const secret = newSecret();
    const { id } = await db.invitation.create({
      data: { ...invitation, secretHash: digestOf(secret), createdAt: now, issuedAt: now, expiresAt },
      select: { id: true },
    });
    return { id, secret };
  },

  /** Makes room for another invitation of the address: one that has expired is no obstacle. */
  closeExpired: async (organizationId: number, email: string, now: Date): Promise<void> => {
    await db.invitation.updateMany({
      where: {
        ...{ organizationId, acceptedAt: null, revokedAt: null, expiresAt: { lte: now } },
        email: { equals: email, mode: 'insensitive' },
      },
      data: { revokedAt: now },
    });
  },

  /** Null when it has been accepted or taken back meanwhile. */
  reissue: async (
    id: number,
    { now, expiresAt, delivery }: Issue & { delivery: string },
  ): Promise<string | null> => {
    const secret = newSecret();
    const { count } = await db.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { secretHash: digestOf(secret), issuedAt: now, expiresAt, delivery, version: { increment: 1 } },
    });
    return count === 1 ? secret : null;
  },

  revoke: async (id: number, now: Date): Promise<boolean> => {
    const { count } = await db.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    return count === 1;
  },

  /** Of two who accept at once the database lets one through. */
  take: async (id: number, now: Date): Promise<boolean> => {
    const { count } = await db.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { acceptedAt: now },
    });
    return count === 1;
  },

  noteOperator: (id: number, operatorId: number) =>
    db.invitation.update({ where: { id }, data: { operatorId } }),
});

/** The account of who accepts. */
export const createInvitedAccounts = (db: Db) => ({
  insert: async (person: NewPerson): Promise<number> => {
    const { id } = await db.userAccount.create({ data: person, select: { id: true } });
    return id;
  },

  /** The address to which the link went, proven by its use. */
  setProvenEmail: (accountId: number, email: string, now: Date) =>
    db.userAccount.update({ where: { id: accountId }, data: { email, emailVerifiedAt: now } }),

  /** The same for an account that has the address already, unproven. */
  proveEmail: (accountId: number, email: string, now: Date) =>
    db.userAccount.updateMany({
      where: { id: accountId, email: { equals: email, mode: 'insensitive' }, emailVerifiedAt: null },
      data: { emailVerifiedAt: now },
    }),
});
