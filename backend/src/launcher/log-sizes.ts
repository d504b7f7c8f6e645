import { copyFile, readdir, stat, truncate } from 'node:fs/promises';
import path from 'node:path';

const LARGEST_BYTES = 20 * 1024 * 1024;
const CHECK_EVERY_MS = 10 * 60_000;

/** Logs that other programs hold open for appending: they are copied aside and emptied, never renamed. */
async function cutLog(file: string): Promise<void> {
  if ((await stat(file)).size < LARGEST_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

/** Keeps `*.error.log`, `*.out.log` and PostgreSQL's log from filling the disk: one older copy of each, at most 20 MiB. */
export async function cutLargeLogs(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /(\.(error|out)|^postgres)\.log$/.test(name));
  await Promise.allSettled(names.map((name) => cutLog(path.join(folder, name))));
}

/** Watches the folder until the process ends, without holding it. */
export function keepLogsSmall(folder: string): void {
  setInterval(() => void cutLargeLogs(folder).catch(() => undefined), CHECK_EVERY_MS).unref();
}
