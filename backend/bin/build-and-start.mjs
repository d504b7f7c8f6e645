import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildFailure, buildStale, cancelBuild } from './build.mjs';
import { backendFolder, projectRoot } from './folders.mjs';
import { onInterruption } from './interruption.mjs';

const EXIT_CONFIGURATION = 78;

/** Variables of the environment win over those of a file `.env` in the project. */
function readEnvironmentFile() {
  const file = path.join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Builds what is out of date and runs the compiled launcher; resolves with the exit code.
 * @param {readonly string[]} argv
 * @returns {Promise<number>}
 */
export async function buildAndStart(argv) {
  if (!existsSync(path.join(projectRoot, 'node_modules', 'pm2'))) {
    console.error('The packages are not installed: run "npm ci" first.');
    return EXIT_CONFIGURATION;
  }
  const stopListening = onInterruption(() => {
    cancelBuild();
    process.exit(0);
  });
  try {
    readEnvironmentFile();
    await buildStale();
  } catch (error) {
    cancelBuild(); // the other half of it
    if (!(error instanceof BuildFailure)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    stopListening();
  }
  const launcher = path.join(backendFolder, 'dist', 'launcher', 'start.js');
  const { start } = await import(pathToFileURL(launcher).href);
  return start(argv);
}
