import { randomInt, randomUUID } from 'node:crypto';
import type { CallDirection, CallStatus } from '../../src/modules/calls/index.js';
import type { TestApi } from '../api.js';
import { freshPhone } from './order.js';

type CallRow = Awaited<ReturnType<TestApi['database']['prisma']['call']['create']>>;

export interface CallOverrides {
  readonly organizationId?: number;
  readonly rk?: string | null;
  readonly city?: string | null;
  readonly avitoName?: string | null;
  readonly phoneClient?: string | null;
  readonly phoneAts?: string | null;
  readonly dateCreate?: Date;
  readonly operatorId?: number | null;
  readonly finalOperatorId?: number | null;
  readonly status?: CallStatus;
  readonly missedReason?: string | null;
  readonly direction?: CallDirection;
  readonly talkSeconds?: number | null;
  readonly waitSeconds?: number | null;
  readonly missedBy?: number[];
  readonly answeredAt?: Date | null;
  readonly endedAt?: Date | null;
  readonly hasOpenLeg?: boolean;
  readonly lastEventAt?: Date;
  readonly disposition?: string | null;
  readonly comment?: string | null;
  readonly dtmf?: string[];
}

/** A row of `call` as telephony would leave it: of an answered inbound call unless told otherwise. */
export function callData(api: TestApi, overrides: CallOverrides = {}) {
  const { status = 'answered', direction = 'inbound' } = overrides;
  const isOver = status !== 'new' && status !== 'in_progress';
  return {
    organizationId: api.organization.id,
    entryId: randomUUID(),
    rk: 'RK001',
    city: 'Саратов',
    phoneClient: freshPhone(),
    phoneAts: '+74950000101',
    dateCreate: new Date(api.clock.now().getTime() - 60_000),
    missedReason: status === 'missed' ? 'ringing' : null,
    talkSeconds: isOver ? (status === 'answered' ? 60 : 0) : null,
    waitSeconds: isOver && direction === 'inbound' ? 10 : null,
    isFinal: isOver,
    ...overrides,
    status,
    direction,
  };
}

export const buildCall = (api: TestApi, overrides: CallOverrides = {}): Promise<CallRow> =>
  api.database.prisma.call.create({ data: callData(api, overrides) });

/** A leg of a call at an employee's phone. */
export const buildLeg = (
  api: TestApi,
  call: Pick<CallRow, 'id' | 'organizationId'>,
  overrides: {
    kind?: string;
    operatorId?: number | null;
    extension?: string | null;
    phoneNumber?: string | null;
    appearedAt?: Date;
    connectedAt?: Date | null;
    status?: string;
  } = {},
) =>
  api.database.prisma.leg.create({
    data: {
      organizationId: call.organizationId,
      callRowId: call.id,
      callId: randomUUID(),
      kind: 'abonent',
      status: 'completed',
      extension: String(100 + randomInt(800)),
      mangoData: {},
      ...overrides,
    },
  });

/** Folds all that is pending into the day totals, as the worker does. */
export async function foldTotals({ database }: TestApi): Promise<void> {
  for (const kind of ['call', 'order']) {
    await database.sql.query({ text: `SELECT ${kind}_day_fold(1000000)` });
  }
}
