import type { Db } from '../../platform/db/database.js';
import { currentContext } from '../../platform/http/request-context.js';

export interface AuditEntry {
  /** `noun.verb`, such as `order.create`. */
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string | number | null;
  readonly outcome?: 'success' | 'failure';
  /** Name of each changed field and, where it is no personal data, its value before and after. */
  readonly fields?: AuditFields;
  /** Needed where there is no signed-in caller. */
  readonly organizationId?: number | null;
  readonly accountId?: number | null;
}

export type AuditFields = Readonly<Record<string, { readonly before?: Scalar; readonly after?: Scalar }>>;
type Scalar = string | number | boolean | null | readonly (string | number)[];

/** Fields whose values never go into the log. */
const PERSONAL = new Set([
  'name',
  'clientName',
  'phone',
  'address',
  'problem',
  'comment',
  'email',
  'login',
  'note',
  'reason',
  'chatId',
  'avitoChatid',
  'password',
]);

/** Adds the audit row of a change; actor, session, address and request come from the request in hand. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { action, objectType, objectId, outcome = 'success', fields = {} } = entry;
  // Not `create`: it reads the row back, which who writes for another organisation may not.
  await db.audit.createMany({
    data: [
      {
        ...originOf(entry),
        action,
        objectType,
        objectId: objectId === null ? null : String(objectId),
        outcome,
        diffFields: fields,
      },
    ],
  });
}

/** Who and where from; jobs and sign-ins have no actor and name the organisation themselves. */
function originOf({ organizationId, accountId }: AuditEntry) {
  const { actor, ip, requestId } = currentContext() ?? NOWHERE;
  const { operatorId, sessionId, apiKeyId, ...person } = actor ?? NOBODY;
  return {
    organizationId: organizationId ?? person.organizationId,
    actorAccountId: accountId ?? person.accountId,
    actorOperatorId: operatorId,
    sessionId,
    apiKeyId,
    ip,
    requestId,
  };
}

const NOWHERE = { actor: null, ip: null, requestId: null };
const NOBODY = { organizationId: null, accountId: null, operatorId: null, sessionId: null, apiKeyId: null };

type Row = Readonly<Record<string, unknown>>;

/** What a change does to a row, as audit fields: only what differs; personal fields by name alone. */
export function changedFields(before: Row | null, after: Row): AuditFields {
  const changed = Object.keys(after).filter((name) => !isSame(before?.[name], after[name]));
  return Object.fromEntries(
    changed.map((name) => [
      name,
      PERSONAL.has(name) ? {} : { before: plain(before?.[name]), after: plain(after[name]) },
    ]),
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function plain(value: unknown): Scalar {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'number' ? item : String(item)));
  // Decimals of Prisma, and whatever else says itself in text.
  return (value as { toString(): string }).toString();
}
