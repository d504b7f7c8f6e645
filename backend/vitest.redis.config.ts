import { defineConfig } from 'vitest/config';

/** `npm run test:redis`: whatever counts failures and guesses once more, with a Redis beside each API; needs `redis-server`. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'redis',
    environment: 'node',
    include: [
      '**/*.redis.test.ts',
      'src/modules/identity/sign-in/*.api.test.ts',
      'src/modules/identity/second-factor/*.api.test.ts',
      'src/modules/identity/{identity,own-account}.api.test.ts',
    ],
    globalSetup: ['./test/global-setup.ts'],
    provide: { isWithRedis: true },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 5_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
