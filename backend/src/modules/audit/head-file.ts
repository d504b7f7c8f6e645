import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChainHead } from './chain.rules.js';

/**
 * Heads of the chain outside the database, one JSON line each, appended: whoever rewrites or cuts the log in the database has to find and
 * rewrite this file too, so a copy of it belongs on another machine.
 */
export interface HeadFile {
  readonly path: string;
  append(head: ChainHead): Promise<void>;
  /** All heads in the order of writing; none when there is no file yet. @throws Error for a line that cannot be read. */
  read(): Promise<ChainHead[]>;
}

export const headFileIn = (dataDir: string): HeadFile =>
  openHeadFile(path.join(dataDir, 'audit-heads.jsonl'));

export function openHeadFile(file: string): HeadFile {
  return {
    path: file,
    append: async (head) => {
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.write(`${JSON.stringify(head)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      });
      const lines = text.split('\n');
      // A process that was killed while it wrote leaves half a line at the end.
      if (lines.at(-1) !== '') lines.pop();
      return lines.filter(Boolean).map((line, index) => parse(line, { file, line: index + 1 }));
    },
  };
}

function parse(text: string, { file, line }: { file: string; line: number }): ChainHead {
  const unreadable = new Error(`${file}, line ${String(line)} is no head of the chain`);
  let found: Partial<ChainHead> | null;
  try {
    found = JSON.parse(text) as Partial<ChainHead> | null;
  } catch {
    throw unreadable;
  }
  const { sealNo = -1, hash, at } = found ?? {};
  if (!Number.isSafeInteger(sealNo) || sealNo < 1 || typeof hash !== 'string' || typeof at !== 'string')
    throw unreadable;
  return { sealNo, hash, at };
}
