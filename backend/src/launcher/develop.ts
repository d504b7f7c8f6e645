import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { printFirstStart } from './first-start.js';
import { runUntilEnded } from './foreground.js';
import type { Foundation, LaunchContext } from './launch.js';
import { PROJECT_ROOT } from './settings.js';

const END_TIMEOUT_MS = 7_000;
const require = createRequire(import.meta.url);
const packageFile = (name: string, file: string): string =>
  path.join(
    path.dirname(require.resolve(`${name}/package.json`, { paths: [path.join(PROJECT_ROOT, 'frontend')] })),
    file,
  );

interface DevelopmentProcess {
  readonly folder: string;
  readonly command: readonly string[];
}

const watched = (entry: string): DevelopmentProcess => ({
  folder: 'backend',
  command: [packageFile('tsx', 'dist/cli.mjs'), 'watch', '--clear-screen=false', path.join('src', entry)],
});

const developmentProcesses = (): DevelopmentProcess[] => [
  watched('main.api.ts'),
  watched('main.worker.ts'),
  { folder: 'frontend', command: [packageFile('vite', 'bin/vite.js')] },
];

function startAll(environment: Readonly<Record<string, string>>): ChildProcess[] {
  const env = { ...process.env, ...environment, NODE_ENV: 'development', LOG_FILE: '' };
  return developmentProcesses().map(({ folder, command }) =>
    spawn(process.execPath, [...command], {
      cwd: path.join(PROJECT_ROOT, folder),
      env,
      stdio: 'inherit',
      detached: true,
    }),
  );
}

function endAll(children: readonly ChildProcess[]): Promise<unknown> {
  const ended = children.map(
    (child) =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null || !child.pid) {
          resolve();
          return;
        }
        const group = -child.pid; // the watchers and what they have started
        const cutOff = setTimeout(() => process.kill(group, 'SIGKILL'), END_TIMEOUT_MS);
        child.once('exit', () => {
          clearTimeout(cutOff);
          resolve();
        });
        process.kill(group, 'SIGTERM');
      }),
  );
  return Promise.all(ended);
}

function develop(context: LaunchContext, foundation: Foundation): Promise<void> {
  const children = startAll(foundation.processEnvironment);
  context.cleanUps.push(async () => {
    await endAll(children);
  });
  context.progress.say(`\nAPI: ${context.settings.publicUrl}, pages: http://127.0.0.1:5173`);
  printFirstStart(foundation, context);
  return new Promise((resolve) => context.signal.addEventListener('abort', () => resolve(), { once: true }));
}

process.exit(await runUntilEnded(process.argv.slice(2), develop));
