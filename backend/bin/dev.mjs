#!/usr/bin/env node
// `npm run dev`: the API and the worker restart when their source changes, the pages reload in the browser; the data
// folder is the one of `npm start`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { BuildFailure, generateStale } from './build.mjs';
import { backendFolder } from './folders.mjs';

try {
  await generateStale();
} catch (error) {
  if (!(error instanceof BuildFailure)) throw error;
  console.error(error.message);
  process.exit(1);
}
const tsx = path.join(
  path.dirname(createRequire(import.meta.url).resolve('tsx/package.json')),
  'dist',
  'cli.mjs',
);
const launcher = path.join(backendFolder, 'src', 'launcher', 'develop.ts');
const child = spawn(process.execPath, [tsx, launcher, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => process.exit(code ?? 1));
