import { expect, vi } from 'vitest';
import type { OverallStats, PersonStats } from '../../src/modules/stats/index.js';
import { dropArea } from '../../src/platform/cache/cache.js';
import type { TestApi } from '../api.js';

/** A value as JSON carries it. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export type OverallAnswer = Wire<OverallStats>;
export type PersonAnswer = Wire<PersonStats>;

/** For a busy machine; the wait ends with the first right answer. */
export const PATIENCE = { timeout: 15_000 };

let asked = Date.now();

/** Reads figures that were counted after the call, not the kept ones: the instant of counting tells. It moves the clock. */
export function createFigures(api: TestApi, usual: { startDate: string; endDate: string }) {
  async function read<T>(person: { id: number }, path: string, query: object): Promise<T> {
    asked += 1;
    api.clock.set(new Date(asked));
    await dropArea(api.database.sql, 'stats', api.organization.id);
    return vi.waitFor(async () => {
      const response = await api.as(person).get(`/api/stats/${path}`).query(query);
      expect(response.status, JSON.stringify(response.body)).toBe(200);
      const { data } = response.body as { data: T & { asOf: string } };
      expect(data.asOf).toBe(new Date(asked).toISOString());
      return data;
    }, PATIENCE);
  }
  return {
    overall: (person: { id: number }, query: object = usual) => read<OverallAnswer>(person, 'overall', query),
    my: (person: { id: number }) => read<PersonAnswer>(person, 'my', usual),
    of: (person: { id: number }, operatorId: number) =>
      read<PersonAnswer>(person, `operator/${String(operatorId)}`, usual),
  };
}

/** The figures without the instant at which they were counted. */
export function withoutInstant<T extends { asOf: string }>({ asOf: _asOf, ...figures }: T): Omit<T, 'asOf'> {
  return figures;
}
