import { expect, test } from 'vitest';
import { choosePm2Home } from './home.js';

const pathOfLength = (length: number): string => `/${'x'.repeat(length - 1)}`;
const ADDED = '/pm2/rpc.sock'.length;

test('PM2 works inside the data folder while its sockets fit into 100 bytes', () => {
  const longest = pathOfLength(100 - ADDED);
  expect(choosePm2Home(null, longest)).toEqual({ path: `${longest}/pm2`, isShared: false });
  expect(choosePm2Home(null, pathOfLength(101 - ADDED)).path).toMatch(/^\/tmp\/crm-pm2-[0-9a-f]{16}$/);
});

test('bytes count, not letters', () => {
  const cyrillic = `/${'ж'.repeat(50)}`;
  expect(cyrillic.length + ADDED).toBeLessThan(100);
  expect(choosePm2Home(null, cyrillic).path).toMatch(/^\/tmp\//);
});

test('the short folder is the same at every start and another for every data folder', () => {
  const [one, other] = [pathOfLength(120), `${pathOfLength(120)}y`];
  expect(choosePm2Home(null, one)).toEqual(choosePm2Home(null, one));
  expect(choosePm2Home(null, one).path).not.toBe(choosePm2Home(null, other).path);
});

test('a given PM2_HOME is taken as it is, and others may live there too', () => {
  expect(choosePm2Home('/home/someone/.pm2', '/srv/crm/.data')).toEqual({
    path: '/home/someone/.pm2',
    isShared: true,
  });
});
