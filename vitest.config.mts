import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['backend', 'frontend'],
    coverage: {
      provider: 'v8',
      include: ['backend/src/**', 'frontend/src/**'],
      exclude: ['backend/src/generated/**', '**/*.test.*', '**/*.gen.d.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
