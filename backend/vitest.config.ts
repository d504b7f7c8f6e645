import { configDefaults, defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'backend',
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // They need a redis-server: `npm run test:redis`.
    exclude: [...configDefaults.exclude, '**/*.redis.test.ts'],
    provide: { isWithRedis: false },
    globalSetup: ['./test/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What has to hold in every process within five seconds is waited for so long, however busy the machine.
    expect: { poll: { timeout: 5_000 } },
    pool: 'forks',
    // After each other: database tests and page tests together would crowd two cores.
    sequence: { groupOrder: 0 },
    maxWorkers: 2,
  },
});
