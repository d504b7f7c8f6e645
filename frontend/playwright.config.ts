import { defineConfig } from '@playwright/test';

const results = process.env['TEST_RESULTS'];

/** Journeys in a real browser against a copy of the product that `npm start` brings up (`e2e/global-setup.ts`). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // What the last one plants would stand on the screens of the others.
  projects: [
    { name: 'journeys', testIgnore: 'security.spec.ts' },
    { name: 'hostile', testMatch: 'security.spec.ts' },
  ],
  globalSetup: './e2e/global-setup.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // The walk through all pages of administration takes two thirds of a minute on an idle machine.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(results === undefined ? [] : [['json', { outputFile: results }] as const])],
  use: {
    browserName: 'chromium',
    locale: 'ru-RU',
    timezoneId: 'Europe/Saratov',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
