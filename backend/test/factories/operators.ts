import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';

/** A password that the rules accept. */
export const GOOD_PASSWORD = 'correct horse battery';

export interface OperatorRow {
  readonly id: number;
  readonly version: number;
  readonly login: string;
  readonly masterId: number | null;
  readonly [field: string]: unknown;
}

/** A valid body for `POST /operators`. */
export const operatorDraft = (overrides: object = {}) => ({
  name: 'Новый Оператор',
  login: `op-${randomUUID().slice(0, 8)}`,
  password: GOOD_PASSWORD,
  city: 'Саратов',
  role: 'operator',
  status: 'active',
  ...overrides,
});

export const operatorOf = (response: Response): OperatorRow => (response.body as { data: OperatorRow }).data;
export const operatorsOf = (response: Response): OperatorRow[] =>
  (response.body as { data: OperatorRow[] }).data;
