import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineProject } from 'vitest/config';

export default defineProject({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    name: 'frontend',
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://crm.test/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    sequence: { groupOrder: 1 },
    maxWorkers: 2,
    setupFiles: ['./src/shared/testing/setup.ts'],
  },
});
