import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { demandOwnPassword, demandSecondFactor, useSessionStore } from '@/shared/api';
import { loadTexts, startI18n } from '@/shared/i18n';
import { fillBrowserGaps } from './browser-gaps';
import { server } from './server';

fillBrowserGaps();
// A busy machine is slow, not wrong: waits end when the thing is there.
configure({ asyncUtilTimeout: 8000 });
await startI18n();
await loadTexts([
  'common',
  'auth',
  'errors',
  'calls',
  'orders',
  'stats',
  'admin',
  'profile',
  'factor',
  'account',
  'mail',
  'invitations',
  'oauth',
]);

beforeAll(() => {
  // A request no test prepared for is a fault of the page, not something to let pass.
  server.listen({ onUnhandledRequest: 'error' });
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  useSessionStore.setState({ session: { status: 'unknown' } });
  demandOwnPassword(false);
  demandSecondFactor(false);
  localStorage.clear();
});

afterAll(() => {
  server.close();
});
