import { describe, expect, test } from 'vitest';
import { explainFailure, lastFatalLine } from './failure-sentence.js';
import { misconfigured } from './start-failure.js';

const context = { dataDir: '/srv/crm/.data', serverLog: '' };

const systemError = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: something`), { code }, path === undefined ? {} : { path });

describe('a full disk is told in the same words wherever it shows', () => {
  test.each([
    ['while writing a file', systemError('ENOSPC', '/srv/crm/.data/secrets.json'), ''],
    ['over quota', systemError('EDQUOT', '/srv/crm/.data/secrets.json'), ''],
    [
      'in initdb',
      new Error('initdb ended with 1: could not write to file "pg_wal/1": No space left on device'),
      '',
    ],
    [
      'in initdb, file half extended',
      new Error('could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 9'),
      '',
    ],
    ['in a migration', systemError('53100'), ''],
    [
      'only in the log of the server',
      new Error('Connection terminated unexpectedly'),
      'PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device',
    ],
  ])('%s', (_, error, serverLog) => {
    const { message, exitCode } = explainFailure(error, { ...context, serverLog });
    expect(message).toMatch(/^The disk that holds \/srv\/crm\/\.data.* is full: free some space/);
    expect(exitCode).toBe(1);
  });
});

test.each([
  ['EACCES', 'may not write'],
  ['EROFS', 'read-only disk'],
  ['ENOTDIR', 'is a file'],
  ['EEXIST', 'is not a folder'],
])('%s names the place and what is wrong with it', (code, words) => {
  const { message } = explainFailure(systemError(code, '/srv/crm/.data/logs'), context);
  expect(message).toContain('/srv/crm/.data/logs');
  expect(message).toContain(words);
});

test('a sentence that was made where the fault was found passes unchanged', () => {
  const failure = misconfigured('PORT is "x": set it to a number.');
  expect(explainFailure(failure, context)).toBe(failure);
});

test('what PostgreSQL says of itself comes before the error of its client', () => {
  const serverLog =
    'LOG:  starting\nPANIC:  could not locate a valid checkpoint record at 0/1DD2B88\nLOG:  shut down\n';
  expect(lastFatalLine(serverLog)).toBe('could not locate a valid checkpoint record at 0/1DD2B88');
  const { message } = explainFailure(new Error('ended before it took connections'), {
    ...context,
    serverLog,
  });
  expect(message).toContain('could not locate a valid checkpoint record');
});

test('an unforeseen error keeps its first line and loses the rest', () => {
  const { message } = explainFailure(new Error('first line\nsecond line'), context);
  expect(message).toBe('The start failed: first line');
});
