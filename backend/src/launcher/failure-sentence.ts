import { StartFailure } from './start-failure.js';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);
const DISK_FULL_TEXT =
  /no space left on device|disk quota exceeded|check free disk space|wrote only \d+ of \d+ bytes|ENOSPC|EDQUOT/i;

interface ErrorFacts {
  readonly code: string;
  readonly path: string;
  readonly text: string;
}

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { code: '', path: '', text: String(error) };
  const { code, path } = error as NodeJS.ErrnoException;
  return { code: code ?? '', path: path ?? '', text: error.message };
}

const isDiskFull = ({ code, text }: ErrorFacts): boolean => DISK_FULL.has(code) || DISK_FULL_TEXT.test(text);

const diskFull = (place: string): string =>
  `The disk that holds ${place} is full: free some space there or set DATA_DIR to a folder on another disk, then start again.`;

const FILE_SENTENCES: Readonly<Record<string, (place: string) => string>> = {
  EACCES: (place) =>
    `This user may not write to ${place}: change its owner or set DATA_DIR to another folder.`,
  EPERM: (place) => `This user may not change ${place}: change its owner or set DATA_DIR to another folder.`,
  EROFS: (place) => `${place} is on a read-only disk: set DATA_DIR to a folder that can be written.`,
  ENOTDIR: (place) =>
    `${place} cannot be a folder because a part of it is a file: set DATA_DIR to another folder.`,
  EEXIST: (place) => `${place} exists and is not a folder: move it away or set DATA_DIR to another folder.`,
  EMFILE: () => 'This user may not open enough files: raise the limit (ulimit -n) and start again.',
};

/** The last line in which PostgreSQL itself says why it ended, without its prefix; null when there is none. */
export function lastFatalLine(log: string): string | null {
  const fatal = [...log.matchAll(/(?:FATAL|PANIC):\s+(.+)/g)].at(-1);
  return fatal?.[1]?.trim() ?? null;
}

export interface FailureContext {
  readonly dataDir: string;
  /** What PostgreSQL wrote to its log since this start began. */
  readonly serverLog: string;
}

/** One plain sentence, and the exit code, for whatever ended the start. */
export function explainFailure(error: unknown, { dataDir, serverLog }: FailureContext): StartFailure {
  if (error instanceof StartFailure) return error;
  const facts = factsOf(error);
  if (isDiskFull(facts) || DISK_FULL_TEXT.test(serverLog)) {
    return new StartFailure(diskFull(facts.path || dataDir), { cause: error });
  }
  const fileSentence = facts.path ? FILE_SENTENCES[facts.code] : undefined;
  if (fileSentence) return new StartFailure(fileSentence(facts.path), { cause: error });
  const fatal = lastFatalLine(serverLog);
  if (fatal) {
    const sentence = `PostgreSQL does not work (it says: ${fatal}): see postgres.log in ${dataDir}/logs, and restore a damaged database from a backup.`;
    return new StartFailure(sentence, { cause: error });
  }
  return new StartFailure(`The start failed: ${facts.text.split('\n')[0] ?? ''}`, { cause: error });
}
