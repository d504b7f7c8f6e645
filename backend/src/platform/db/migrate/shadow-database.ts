import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { connectInUtc } from './driver-adapter.js';

export interface ShadowDatabase {
  readonly client: pg.Client;
  readonly drop: () => Promise<void>;
}

/** Makes an empty database beside the one at `url`, to replay migrations in; needs the right CREATEDB. */
export async function createShadowDatabase(url: string): Promise<ShadowDatabase> {
  const admin = await connectInUtc(url);
  const name = `prisma_shadow_${randomUUID()}`;
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).catch(() => undefined);
    await admin.end();
  };
  try {
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
    const client = await connectInUtc(shadowUrl.href);
    return {
      client,
      drop: async () => {
        await client.end();
        await drop();
      },
    };
  } catch (error) {
    await drop(); // a socket left open here would keep the process alive for ever
    throw error;
  }
}
