import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, Locked>> };
const installed = Object.entries(packages).filter(
  ([name, { link }]) => name.includes('node_modules/') && !link,
);
const WORKSPACES = ['backend', 'frontend', 'load-testing'];
const manifests = ['package.json', ...WORKSPACES.map((name) => `${name}/package.json`)];

test('every package is locked to one version and one content', () => {
  expect(installed.length).toBeGreaterThan(500);
  const loose = installed.filter(
    ([, { version, integrity }]) => !version || !(integrity ?? '').startsWith('sha512-'),
  );
  expect(loose.map(([name]) => name)).toEqual([]);
});

test('the lock file names no host: packages come from the registry of whoever installs', () => {
  const addressed = Object.values(packages).flatMap(({ resolved }) =>
    resolved === undefined ? [] : [resolved],
  );
  expect(addressed.sort()).toEqual(WORKSPACES);
});

test.each(manifests)('%s takes nothing from git, a file or an address', (file) => {
  const { dependencies, devDependencies } = JSON.parse(read(file)) as Manifest;
  const foreign = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([name, version]) =>
      !/^[\^~]?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version) && !(name.startsWith('@crm/') && version === '*'),
  );
  expect(foreign).toEqual([]);
});

test('no package runs a script at installation unless it is named', () => {
  expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  const { allowScripts = {} } = JSON.parse(read('package.json')) as Manifest;
  const withScripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  const undecided = withScripts
    .map(([name]) => name.slice(name.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => allowScripts[name] === undefined);
  expect(undecided).toEqual([]);
});
