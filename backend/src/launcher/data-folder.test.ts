import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder, prepareDataFolder, writeFileAtomically, type DataFolder } from './data-folder.js';
import { processIdentity } from './process-table.js';

let root: string;
let folder: DataFolder;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'crm-data-'));
  folder = await prepareDataFolder(path.join(root, 'data'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const modeOf = async (target: string): Promise<number> => (await stat(target)).mode & 0o777;

test('the folder lets the server of the database pass and keeps the rest to this user', async () => {
  expect(await modeOf(folder.root)).toBe(0o711);
  expect(await modeOf(folder.files)).toBe(0o700);
  expect(await modeOf(folder.logs)).toBe(0o700);
});

test('a folder in use by a running process is refused, and named with it', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  try {
    const pid = other.pid ?? 0;
    await writeFile(folder.lock, `${String(pid)} ${processIdentity(pid) ?? ''}`);
    await expect(lockDataFolder(folder)).rejects.toThrow(
      `Another copy (process ${String(pid)}) already runs`,
    );
  } finally {
    other.kill('SIGKILL');
  }
});

test.each([
  ['of a process that is gone', '999999999 12345'],
  ['of an earlier process with a number that another has now', `${String(process.ppid)} 1`],
  ['that is half-written', ''],
  ['that is no lock at all', 'garbage'],
])('a lock %s is taken over', async (_, content) => {
  await writeFile(folder.lock, content);
  const release = await lockDataFolder(folder);
  expect(await readFile(folder.lock, 'utf8')).toContain(String(process.pid));
  await release();
  await expect(stat(folder.lock)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file that could not be replaced leaves nothing half-written beside it', async () => {
  const occupied = path.join(root, 'occupied');
  await mkdir(occupied);
  await expect(writeFileAtomically(occupied, 'new')).rejects.toMatchObject({ code: 'EISDIR' });
  expect((await readdir(root)).sort()).toEqual(['data', 'occupied']);
});
