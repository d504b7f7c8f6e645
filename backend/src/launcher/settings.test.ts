import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT, readSettings } from './settings.js';
import { StartFailure } from './start-failure.js';

function failureOf(environment: Record<string, string>): StartFailure {
  try {
    readSettings(environment, []);
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

test('an empty environment gives the documented defaults', () => {
  const settings = readSettings({}, []);
  expect(settings).toMatchObject({
    port: 5000,
    host: '127.0.0.1',
    dataDir: path.join(PROJECT_ROOT, '.data'),
    externalDatabaseUrl: null,
    publicUrl: 'http://127.0.0.1:5000',
    adminLogin: 'admin',
    adminPassword: null,
    isDemo: false,
  });
  expect(settings.webConcurrency).toBeGreaterThan(0);
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ', WEB_CONCURRENCY: '' }, [])).toMatchObject({
    port: 5000,
    externalDatabaseUrl: null,
  });
});

test('the demo keeps its data apart', () => {
  expect(readSettings({}, ['--demo'])).toMatchObject({
    isDemo: true,
    dataDir: path.join(PROJECT_ROOT, '.data-demo'),
  });
});

test('a relative DATA_DIR is meant from the project', () => {
  expect(readSettings({ DATA_DIR: 'elsewhere' }, []).dataDir).toBe(path.join(PROJECT_ROOT, 'elsewhere'));
});

describe('a wrong value ends the start with exit code 78 and names its variable', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['WEB_CONCURRENCY', '0'],
    ['WEB_CONCURRENCY', '-1'],
    ['WEB_CONCURRENCY', 'many'],
    ['DATABASE_URL', 'mysql://user@host/db'],
    ['DATABASE_URL', 'postgresql://user@host'],
    ['DATABASE_URL', 'host=localhost dbname=crm'],
    ['PUBLIC_URL', 'crm.example.org'],
    ['PUBLIC_URL', 'ftp://crm.example.org'],
    ['ADMIN_LOGIN', 'x'],
    ['ADMIN_LOGIN', 'Администратор'],
    ['ADMIN_PASSWORD', 'short'],
  ])('%s=%s', (name, value) => {
    const failure = failureOf({ [name]: value });
    expect(failure.exitCode).toBe(78);
    expect(failure.message).toContain(name);
    expect(failure.message).not.toContain('\n');
  });
});

test('plain http beyond this machine is refused in production only', () => {
  expect(failureOf({ PUBLIC_URL: 'http://crm.example.org' }).exitCode).toBe(78);
  expect(readSettings({ PUBLIC_URL: 'http://crm.example.org', NODE_ENV: 'development' }, []).publicUrl).toBe(
    'http://crm.example.org',
  );
  expect(readSettings({ PUBLIC_URL: 'http://localhost:8080' }, []).publicUrl).toBe('http://localhost:8080');
  expect(readSettings({ PUBLIC_URL: 'https://crm.example.org' }, []).publicUrl).toBe(
    'https://crm.example.org',
  );
});

test('a wrong password is not repeated in the sentence', () => {
  expect(failureOf({ ADMIN_PASSWORD: 'hunter2' }).message).not.toContain('hunter2');
  expect(failureOf({ DATABASE_URL: 'mysql://crm:hunter2@host/db' }).message).not.toContain('hunter2');
});
