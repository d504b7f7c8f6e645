import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets, withEnvironment } from './secrets.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-secrets-'));
  file = path.join(folder, 'secrets.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('secrets are made once, long enough, and readable by this user alone', async () => {
  const made = await loadSecrets(file, false);
  expect(await loadSecrets(file, true)).toEqual(made);
  expect(Buffer.byteLength(made.jwtSecret)).toBeGreaterThanOrEqual(32);
  expect(Buffer.from(made.secretsKey, 'base64')).toHaveLength(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secrets.json']);
});

test('what a rotation has left is kept', async () => {
  const made = await loadSecrets(file, false);
  const rotated = { ...made, jwtSecretPrevious: 'before', jwtRotatedAt: '2026-11-26T10:00:00.000Z' };
  await writeFile(file, JSON.stringify(rotated));
  expect(await loadSecrets(file, true)).toEqual(rotated);
});

test('a file that others can read is closed again', async () => {
  await loadSecrets(file, false);
  await chmod(file, 0o644);
  await loadSecrets(file, true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('where data exist, missing or damaged secrets are never replaced by new ones', async () => {
  await expect(loadSecrets(file, true)).rejects.toMatchObject({ exitCode: 78 });
  await writeFile(file, '{"jwtSecret": "half a fi');
  await expect(loadSecrets(file, false)).rejects.toThrow('is not valid JSON');
  await writeFile(file, '{"jwtSecret": "x"}');
  await expect(loadSecrets(file, false)).rejects.toThrow('lacks databasePassword');
});

test('the environment wins over the file, blanks do not', async () => {
  const secrets = await loadSecrets(file, false);
  const changed = withEnvironment(secrets, { JWT_SECRET: 'from the environment', MANGO_API_KEY: ' ' });
  expect(changed).toEqual({ ...secrets, jwtSecret: 'from the environment' });
});
