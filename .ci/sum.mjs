// Adds up what the runners wrote and prints the one closing line; every step of `.ci/run` that failed counts as one failure too.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [folder, failedSteps] = [process.argv[2], Number(process.argv[3])];
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder)) {
  const result = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  // Vitest's JSON, or Playwright's.
  passed += result.numPassedTests ?? result.stats?.expected ?? 0;
  failed += result.numFailedTests ?? (result.stats ? result.stats.unexpected + result.stats.flaky : 0);
}
// A failed test has failed its step already.
failed = Math.max(failed, failedSteps);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
