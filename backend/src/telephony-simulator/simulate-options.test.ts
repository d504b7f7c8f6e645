import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withRawServer } from '../../test/providers/raw-server.js';
import { chooseCredentials, findCredentials } from './find-credentials.js';
import { readSimulateOptions, UsageError } from './simulate-options.js';
import { simulate } from './simulate-command.js';

test('everything has a default', () => {
  expect(readSimulateOptions([], { PORT: '5050' })).toMatchObject({
    ...{ target: 'http://127.0.0.1:5050/api/webhooks/mango', durationSeconds: null, shuffleSeconds: 0 },
    ...{ duplicates: 0, drop: 0, strings: false, speed: 1 },
  });
});

test('lists, shares and addresses are read', () => {
  const argv = [
    '--rate',
    '5',
    '--numbers',
    '+74950000101, 74950000102',
    '--drop',
    '0.1',
    '--strings',
    '--target',
    'https://crm.example/x/',
  ];
  expect(readSimulateOptions(argv, {})).toMatchObject({
    ...{
      rate: 5,
      numbers: ['74950000101', '74950000102'],
      drop: 0.1,
      strings: true,
      target: 'https://crm.example/x',
    },
  });
});

test.each([
  [['--rate', 'many'], '--rate'],
  [['--drop', '2'], '--drop'],
  [['--target', 'crm'], '--target'],
  [['--numbers', ' , '], '--numbers'],
  [['--unknown'], '--unknown'],
])('%j is refused by name', (argv, name) => {
  expect(() => readSimulateOptions(argv, {})).toThrow(UsageError);
  expect(() => readSimulateOptions(argv, {})).toThrow(name);
});

test('credentials are given, of the environment, or of the data folders, in that order', async () => {
  const projectRoot = await mkdtemp(path.join(os.tmpdir(), 'crm-credentials-'));
  const nothing = { key: null, salt: null, environment: {}, projectRoot };
  await expect(findCredentials(nothing)).rejects.toThrow(UsageError);
  await mkdir(path.join(projectRoot, '.data-demo'));
  const secrets = JSON.stringify({ mangoApiKey: 'demo', mangoApiSalt: 'salt' });
  await writeFile(path.join(projectRoot, '.data-demo', 'secrets.json'), secrets);
  expect(await findCredentials(nothing)).toEqual([{ apiKey: 'demo', apiSalt: 'salt' }]);
  const environment = { MANGO_API_KEY: 'env', MANGO_API_SALT: 'salt' };
  expect(await findCredentials({ ...nothing, environment })).toEqual([{ apiKey: 'env', apiSalt: 'salt' }]);
  expect(await findCredentials({ ...nothing, environment, key: 'own', salt: 'own' })).toEqual([
    { apiKey: 'own', apiSalt: 'own' },
  ]);
  await rm(projectRoot, { recursive: true });
});

test('of several credentials the first that the target takes is used', async () => {
  let asked = 0;
  await withRawServer(
    (request, response) => {
      asked += 1;
      request.resume();
      response.writeHead(asked === 1 ? 403 : 200).end();
    },
    async (url) => {
      const candidates = ['a', 'b', 'c'].map((apiKey) => ({ apiKey, apiSalt: 's' }));
      expect(await chooseCredentials(url, candidates)).toEqual(candidates[1]);
    },
  );
});

test('where nothing answers, one sentence and a code that is not 0', async () => {
  const printed: string[] = [];
  const context = {
    environment: {},
    print: (line: string) => printed.push(line),
    signal: AbortSignal.abort(),
  };
  const argv = ['--key', 'k', '--salt', 's', '--target', 'http://127.0.0.1:1'];
  expect(await simulate(argv, context)).toBe(1);
  expect(printed).toEqual([expect.stringContaining('Nothing answers')]);
});

test('a run of a set length plays its calls to the end and sums them up', async () => {
  const printed: string[] = [];
  await withRawServer(
    (request, response) => {
      request.resume();
      response.end();
    },
    async (url) => {
      const context = {
        environment: {},
        print: (line: string) => printed.push(line),
        signal: new AbortController().signal,
      };
      const argv = [
        '--key',
        'k',
        '--salt',
        's',
        '--target',
        url,
        '--rate',
        '20',
        '--duration',
        '1',
        '--speed',
        '200',
        '--seed',
        '4',
      ];
      expect(await simulate(argv, context)).toBe(0);
    },
  );
  const [, begun, ended] = /(\d+) calls begun, (\d+) ended/.exec(printed.at(-1) ?? '') ?? [];
  expect(Number(begun)).toBeGreaterThan(0);
  expect(ended).toBe(begun);
});
