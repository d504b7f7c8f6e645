import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { currentContext } from '../http/request-context.js';

/**
 * Which rows of people's data a connection reaches, the second line behind the conditions of every query: those of one organisation, those
 * of all for the product's own work, or none. The policies of the database read it (`row_scope`).
 */
export type RowScope = number | 'all' | null;

const storage = new AsyncLocalStorage<RowScope>();

/**
 * Work of the product itself, for all organisations: loops, jobs, what comes before an organisation is known. Awaited here, since Prisma
 * sends nothing before somebody awaits.
 */
export const asSystem = <T>(work: () => T | Promise<T>): Promise<T> =>
  storage.run('all', async () => await work());

/** Of the work in hand: what {@link asSystem} says, else the organisation of the caller, else nothing. */
export function currentRowScope(): RowScope {
  const told = storage.getStore();
  return told === undefined ? (currentContext()?.actor?.organizationId ?? null) : told;
}

const textOf = (scope: RowScope): string => (scope === null ? '' : String(scope));

type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;
type Release = (error?: Error | boolean) => void;
const releaseNothing: Release = () => undefined;

/**
 * Has every connection that the pool gives out reach the rows of the work that asks for it. A connection remembers what it was told last, so
 * the work of one organisation after another of the same costs no round trip. Told outside of transactions, it outlives their rollback.
 */
export function scopeConnections(pool: pg.Pool, fixed?: RowScope): void {
  const told = new WeakMap<pg.PoolClient, string>();
  const take = pool.connect.bind(pool);

  const enter = (client: pg.PoolClient, scope: string, done: Done): void => {
    const release: Release = (error) => {
      client.release(error);
    };
    if ((told.get(client) ?? '') === scope) {
      done(undefined, client, release);
      return;
    }
    // Until the answer is there nobody knows what the connection reaches.
    told.delete(client);
    client.query(
      { name: 'row-scope', text: `SELECT set_config('app.organization_id', $1, false)`, values: [scope] },
      (error: Error | null) => {
        if (error) {
          release(error);
          done(error, undefined, releaseNothing);
          return;
        }
        told.set(client, scope);
        done(undefined, client, release);
      },
    );
  };

  const connect = (done: Done): void => {
    const scope = textOf(fixed === undefined ? currentRowScope() : fixed);
    take((error, client) => {
      if (error ?? !client) done(error, undefined, releaseNothing);
      else enter(client, scope, done);
    });
  };

  pool.connect = ((done?: Done) => {
    if (done) {
      connect(done);
      return undefined;
    }
    return new Promise<pg.PoolClient>((resolve, reject) => {
      connect((error, client) => {
        if (client) resolve(client);
        else reject(error ?? new Error('no connection'));
      });
    });
  }) as typeof pool.connect;
}
