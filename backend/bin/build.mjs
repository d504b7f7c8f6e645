import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildKey } from './build-key.mjs';
import { backendFolder, frontendFolder, projectRoot } from './folders.mjs';
import { publishPages } from './publish-pages.mjs';

const require = createRequire(import.meta.url);
const DISK_FULL = /ENOSPC|EDQUOT|no space left on device/i;
const OUTPUT_LINES = 20;

/** A build that cannot go on; the message is for the person at the terminal. */
export class BuildFailure extends Error {}

const inProject = (...names) => names.map((name) => path.join(projectRoot, name));
const shared = inProject('package.json', 'package-lock.json', 'tsconfig.base.json');
const prismaInputs = inProject(
  'package-lock.json',
  'backend/prisma/schema.prisma',
  'backend/prisma.config.ts',
);
const backendInputs = [
  ...shared,
  ...inProject(
    'backend/src',
    'backend/prisma',
    'backend/package.json',
    'backend/tsconfig.json',
    'backend/tsconfig.build.json',
    'backend/prisma.config.ts',
  ),
];
const frontendInputs = [
  ...shared,
  ...inProject(
    'frontend/src',
    'frontend/build',
    'frontend/public',
    'frontend/index.html',
    'frontend/package.json',
    'frontend/tsconfig.json',
    'frontend/vite.config.ts',
  ),
];

/** The command line of an installed package, whichever workspace holds it. */
function commandOf(packageName, binary) {
  const manifest = require.resolve(`${packageName}/package.json`, { paths: [backendFolder, frontendFolder] });
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[binary]);
}

/** Tools that run at this moment. */
const running = new Set();

/** Ends what is being built; the next start makes it anew. */
export function cancelBuild() {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a tool quietly; only a failure shows what it wrote. */
function run(title, folder, [script, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve();
      else reject(toFailure(title, signal ?? code, output));
    });
  });
}

function toFailure(title, ending, output) {
  if (DISK_FULL.test(output)) return new BuildFailure(diskFull());
  const tail = output.trimEnd().split('\n').slice(-OUTPUT_LINES).join('\n');
  return new BuildFailure(`${title} failed (${ending}):\n${tail}`);
}

const diskFull = () => `The disk that holds ${projectRoot} is full: free some space there, then start again.`;

const readKey = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function writeKey(file, key) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, key);
}

/**
 * Runs `work` unless the key of its inputs is the one of the last time. The key is written last, so a build that was
 * interrupted is made anew.
 */
async function whenStale(keyFile, inputs, title, work) {
  const key = buildKey(projectRoot, inputs);
  if (readKey(keyFile) === key) return;
  const startedAt = performance.now();
  console.log(`  ${title} …`);
  rmSync(keyFile, { force: true });
  await work();
  writeKey(keyFile, key);
  console.log(`  ${title}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** The Prisma client from `schema.prisma`. */
export function generateStale() {
  const keyFile = path.join(backendFolder, 'src', 'generated', '.build-key');
  return whenStale(keyFile, prismaInputs, 'Generating the database client', () =>
    run('Generating the database client', backendFolder, [commandOf('prisma', 'prisma'), 'generate']),
  );
}

function buildBackend() {
  const dist = path.join(backendFolder, 'dist');
  return whenStale(path.join(dist, '.build-key'), backendInputs, 'Building the server', async () => {
    await generateStale();
    rmSync(dist, { recursive: true, force: true });
    await run('Building the server', backendFolder, [
      commandOf('typescript', 'tsc'),
      '-p',
      'tsconfig.build.json',
      '--noCheck',
    ]);
  });
}

function buildFrontend() {
  if (!existsSync(path.join(frontendFolder, 'vite.config.ts'))) {
    console.log('  The pages are not part of this copy: only the API is served.');
    return Promise.resolve();
  }
  const dist = path.join(frontendFolder, 'dist');
  // Not in `dist` itself: a copy that runs serves it meanwhile.
  const fresh = path.join(dist, '.fresh');
  return whenStale(path.join(dist, '.build-key'), frontendInputs, 'Building the pages', async () => {
    await run('Building the pages', frontendFolder, [
      commandOf('vite', 'vite'),
      'build',
      ...['--logLevel', 'error', '--outDir', fresh, '--emptyOutDir'],
    ]);
    publishPages(fresh, dist);
  });
}

/** Brings the server and the pages up to date, both at the same time. Throws a `BuildFailure`. */
export async function buildStale() {
  try {
    await Promise.all([buildBackend(), buildFrontend()]);
  } catch (error) {
    if (DISK_FULL.test(`${error.code ?? ''} ${error.message}`)) throw new BuildFailure(diskFull());
    if (error.code === 'EACCES' || error.code === 'EROFS') {
      throw new BuildFailure(`This user may not write to ${error.path}: change its owner, then start again.`);
    }
    throw error;
  }
}
