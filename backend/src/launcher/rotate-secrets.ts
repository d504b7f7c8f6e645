import { randomBytes } from 'node:crypto';
import { chown, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOK_EVERY_MS, secretsOfFile, type RotatingSecrets } from '../platform/config/rotating-secrets.js';
import { resealAll } from '../platform/crypto/reseal.js';
import { createSecretBox } from '../platform/crypto/secret-box.js';
import type { Sql } from '../platform/db/database.js';
import { writeFileAtomically } from './data-folder.js';
import { loadSecrets, type Secrets } from './secrets.js';
import { misconfigured } from './start-failure.js';

export interface Rotation {
  /** `secrets.json`. */
  readonly file: string;
  readonly sql: Sql;
  readonly now: Date;
  /** Also when the last rotation is less than twelve hours ago: who signed in before it has to sign in again. */
  readonly isForced: boolean;
}

/** Sessions live no longer, so no refresh token is older than the secret before the present one. */
const SHORTEST_PAUSE_MS = 12 * 3_600_000;

/**
 * Makes a new secret for tokens and a new key for what is sealed, with the old ones beside them, and seals everything anew. Running
 * processes follow within seconds by themselves; a request that meets one before and one after is served by both.
 * Returns how many values were sealed anew.
 */
export async function rotateSecrets({ file, sql, now, isForced }: Rotation): Promise<number> {
  const before = await loadSecrets(file, true);
  const rotatedMs = before.jwtRotatedAt === undefined ? 0 : Date.parse(before.jwtRotatedAt);
  if (!isForced && now.getTime() - rotatedMs < SHORTEST_PAUSE_MS)
    throw misconfigured(
      `The last rotation was at ${String(before.jwtRotatedAt)}, less than twelve hours ago: wait, or add --force, after which everybody ` +
        'who signed in before that has to sign in again.',
    );
  // The key before the present one is about to go: nothing may be left that it alone opens.
  await resealAll(sql, createSecretBox(following(file, before)));
  const after = nextSecrets(before, now);
  await replaceFile(file, after);
  return resealUntilDone(sql, following(file, after));
}

const nextSecrets = (before: Secrets, now: Date): Secrets => ({
  ...before,
  jwtSecret: randomBytes(48).toString('base64url'),
  jwtSecretPrevious: before.jwtSecret,
  jwtRotatedAt: now.toISOString(),
  secretsKey: randomBytes(32).toString('base64'),
  secretsKeyPrevious: before.secretsKey,
});

/** The file keeps its owner, who may be another than the one who rotates. */
async function replaceFile(file: string, secrets: Secrets): Promise<void> {
  const { uid, gid } = await stat(file);
  await writeFileAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`);
  if (process.getuid?.() === 0) await chown(file, uid, gid);
}

/** A process may seal by the old key until it has looked again: only when that time has brought nothing more, all is done. */
async function resealUntilDone(sql: Sql, secrets: RotatingSecrets): Promise<number> {
  const box = createSecretBox(secrets);
  let count = await resealAll(sql, box);
  for (;;) {
    await sleep(2 * LOOK_EVERY_MS);
    const more = await resealAll(sql, box);
    count += more;
    if (more === 0) return count;
  }
}

const following = (file: string, { jwtSecret, secretsKey }: Secrets): RotatingSecrets =>
  secretsOfFile(file, {
    ...{ jwtSecret, jwtSecretPrevious: null, jwtRotatedAt: null },
    ...{ secretsKey: Buffer.from(secretsKey, 'base64'), secretsKeyPrevious: null },
  });
