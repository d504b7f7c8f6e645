import { data, operation, page, PAGE_QUERY, raw } from '../../platform/http/operation.js';
import {
  array,
  boolean,
  id,
  instant,
  instantOrDay,
  integer,
  json,
  nullable,
  object,
  oneOf,
  optional,
  string,
  type Infer,
} from '../../platform/http/schema.js';

const TAG = 'audit';
const MOST_SEAL_NO = Number.MAX_SAFE_INTEGER;
const sealNo = (description: string) => integer({ minimum: 1, maximum: MOST_SEAL_NO, description });

export const OUTCOMES = ['success', 'failure'] as const;

const ACTOR = object({ id: id(), name: string(), role: string() }, { name: 'AuditActor' });

const CHANGE = object(
  {
    field: string(),
    before: json({ description: 'Null where there was none, or where it is personal' }),
    after: json(),
    isPersonal: boolean({ description: 'The value is not in the log, only that it changed' }),
  },
  { name: 'AuditChange' },
);

export const AUDIT_ENTRY = object(
  {
    id: integer({ minimum: 1, maximum: MOST_SEAL_NO }),
    at: instant(),
    actor: nullable({ ...ACTOR, description: 'Null: nobody who is known, or the product itself' }),
    apiKeyId: nullable(id({ description: 'The key that acted for the person' })),
    action: string({ example: 'order.create' }),
    objectType: string({ example: 'order' }),
    objectId: nullable(string()),
    outcome: oneOf(OUTCOMES),
    changes: array(CHANGE),
    ip: nullable(string()),
    requestId: nullable(string()),
    sealNo: nullable(sealNo('Place in the chain; null while the seal is awaited')),
  },
  { name: 'AuditEntry' },
);
export type AuditEntryView = Infer<typeof AUDIT_ENTRY>;

/** Names of actions, or beginnings that end in a dot, separated by commas. */
const ACTIONS = /^[a-z0-9_]+(\.[a-z0-9_]*)?(,[a-z0-9_]+(\.[a-z0-9_]*)?){0,19}$/;

export const AUDIT_FILTER = {
  dateFrom: optional(instantOrDay()),
  dateTo: optional(instantOrDay({ description: 'A day is included whole' })),
  operatorId: optional(id({ description: 'Who acted' })),
  action: optional(
    string({
      maxLength: 500,
      pattern: ACTIONS,
      description: 'Actions, separated by commas; `order.` stands for all that begin so',
      example: 'order.,session.refuse',
    }),
  ),
  objectType: optional(string({ maxLength: 50, pattern: /^[a-z0-9_]+$/ })),
  objectId: optional(string({ maxLength: 100, pattern: /^[\w:.-]+$/ })),
  outcome: optional(oneOf(OUTCOMES)),
  ip: optional(string({ maxLength: 45, pattern: /^[0-9A-Fa-f:.]+$/ })),
  requestId: optional(string({ maxLength: 128, pattern: /^[\w.:-]+$/ })),
};

export const listAudit = operation({
  id: 'listAudit',
  method: 'get',
  path: '/admin/audit',
  access: 'audit:read',
  tag: TAG,
  summary: 'Who did what to what, when and from where, newest first',
  description: 'Paged by `cursor`; `total` stops counting at 1,000 and `totalExact` says so.',
  query: { limit: PAGE_QUERY.limit, cursor: PAGE_QUERY.cursor, ...AUDIT_FILTER },
  success: page(AUDIT_ENTRY),
});

export const exportAudit = operation({
  id: 'exportAudit',
  method: 'get',
  path: '/admin/audit/export',
  access: 'audit:read',
  proof: 'recent',
  tag: TAG,
  summary: 'The same rows as CSV',
  description: 'RFC 4180, UTF-8. The export is itself on record, before its first line goes out.',
  query: AUDIT_FILTER,
  success: raw('text/csv', 'The rows, newest first'),
});

export const CHAIN_FAULTS = ['altered', 'missing', 'rewritten', 'tail_cut'] as const;

const VERIFICATION = object(
  {
    at: instant(),
    firstSealNo: nullable(sealNo('First number of the stretch that was walked')),
    lastSealNo: nullable(sealNo('Last number of it')),
    isWhole: boolean({ description: 'The walk began at the first row of the log' }),
    fault: nullable(
      object(
        {
          kind: oneOf(CHAIN_FAULTS, {
            description:
              'altered: the row does not fit its hash; missing: there is no row of this number; rewritten: its hash is not the one kept ' +
              'outside the database; tail_cut: numbers kept outside are gone, from this one on',
          }),
          sealNo: sealNo('The first number that is wrong'),
          auditId: nullable(integer({ minimum: 1, maximum: MOST_SEAL_NO })),
        },
        { name: 'AuditChainFault' },
      ),
    ),
  },
  { name: 'AuditVerification' },
);
export type VerificationView = Infer<typeof VERIFICATION>;

export const getAuditVerification = operation({
  id: 'getAuditVerification',
  method: 'get',
  path: '/admin/audit/verification',
  access: 'audit:read',
  tag: TAG,
  summary: 'How far the log is sealed, and what the last look at its chain found',
  success: data(
    object(
      {
        sealedUpTo: nullable(sealNo('The newest number of the chain')),
        unsealed: integer({ minimum: 0, description: 'Rows of the organisation that await their seal' }),
        oldestUnsealedAt: nullable(instant()),
        headWrittenAt: nullable(
          instant({ description: 'When the chain was last noted outside the database' }),
        ),
        lastVerification: nullable(VERIFICATION),
      },
      { name: 'AuditChainState' },
    ),
  ),
});

export const verifyAudit = operation({
  id: 'verifyAudit',
  method: 'post',
  path: '/admin/audit/verification',
  access: 'audit:read',
  tag: TAG,
  summary: 'Walk the newest stretch of the chain now',
  description: 'At most 100,000 rows; `npm run audit:verify` and the nightly look walk the whole chain.',
  success: data(VERIFICATION),
});

export const getAuditEntry = operation({
  id: 'getAuditEntry',
  method: 'get',
  path: '/admin/audit/:id',
  access: 'audit:read',
  tag: TAG,
  summary: 'One row of the log',
  params: { id: id() },
  success: data(AUDIT_ENTRY),
});

export const auditOperations = [
  listAudit,
  exportAudit,
  getAuditVerification,
  verifyAudit,
  getAuditEntry,
] as const;
