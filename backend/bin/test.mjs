#!/usr/bin/env node
// `npm test`: every unit, API and SPA test; its last line is `N passed, N failed`. Arguments go to vitest; its report is kept in
// TEST_RESULTS where that names a file.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { BuildFailure, generateStale } from './build.mjs';
import { projectRoot } from './folders.mjs';
import { summarise } from './test-report.mjs';

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/** Runs vitest to its end; resolves with its exit code, not 0 also when a signal ended it. */
function runVitest(reportFile, args) {
  const fixed = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = spawn(process.execPath, [vitest, ...fixed, ...args], { cwd: projectRoot, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // vitest ended before it wrote one
  }
}

async function main() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crm-test-report-'));
  const reportFile = process.env.TEST_RESULTS || path.join(folder, 'report.json');
  try {
    await generateStale();
    const vitestCode = await runVitest(reportFile, process.argv.slice(2));
    const { passed, failed, exitCode } = summarise(readReport(reportFile), vitestCode);
    console.log(`${passed} passed, ${failed} failed`);
    return exitCode;
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    console.error(error.message);
    console.log('0 passed, 1 failed');
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined); // vitest gets it too and ends the run
process.exitCode = await main();
