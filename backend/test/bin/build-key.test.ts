import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildKey } from '../../bin/build-key.mjs';

let root: string;

const inRoot = (...names: string[]): string => path.join(root, ...names);
const key = (): string => buildKey(root, [inRoot('src'), inRoot('package.json'), inRoot('absent')]);

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'crm-build-key-'));
  await mkdir(inRoot('src', 'deep'), { recursive: true });
  await writeFile(inRoot('src', 'deep', 'a.ts'), 'export const a = 1;');
  await writeFile(inRoot('package.json'), '{}');
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('the same files give the same key', () => {
  expect(key()).toBe(key());
});

test('a changed, a new, a removed and a moved file each give another key', async () => {
  const keys = [key()];
  await writeFile(inRoot('src', 'deep', 'a.ts'), 'export const a = 2;');
  keys.push(key());
  await writeFile(inRoot('src', 'b.ts'), '');
  keys.push(key());
  await rename(inRoot('src', 'b.ts'), inRoot('src', 'c.ts'));
  keys.push(key());
  await rm(inRoot('package.json'));
  keys.push(key());
  expect(new Set(keys).size).toBe(keys.length);
});

test('content moved from one file to the next gives another key', async () => {
  await writeFile(inRoot('src', 'x.ts'), 'ab');
  await writeFile(inRoot('src', 'y.ts'), 'c');
  const before = key();
  await writeFile(inRoot('src', 'x.ts'), 'a');
  await writeFile(inRoot('src', 'y.ts'), 'bc');
  expect(key()).not.toBe(before);
});

test('tests and what a build makes itself do not count', async () => {
  const before = key();
  await writeFile(inRoot('src', 'a.test.ts'), 'anything');
  await mkdir(inRoot('src', 'generated'));
  await writeFile(inRoot('src', 'generated', 'client.ts'), 'anything');
  expect(key()).toBe(before);
});
