import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishPages } from '../../bin/publish-pages.mjs';

let dist: string;
beforeEach(() => {
  dist = mkdtempSync(path.join(os.tmpdir(), 'crm-pages-'));
});
afterEach(() => {
  rmSync(dist, { recursive: true });
});

function write(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** A build of this name, with an asset of its own and one that all builds share. */
function publish(name: string, more: Record<string, string> = {}): void {
  const fresh = path.join(dist, '.fresh');
  write(fresh, { 'index.html': name, [`assets/${name}.js`]: name, 'assets/shared.js': 'shared', ...more });
  publishPages(fresh, dist);
}

const assets = (): string[] => readdirSync(path.join(dist, 'assets')).sort();
const page = (): string => readFileSync(path.join(dist, 'index.html'), 'utf8');

test('the first build stands in an empty folder, and nothing else does', () => {
  publish('one', { 'favicon.svg': 'icon', '.vite/manifest.json': '{}' });
  expect(page()).toBe('one');
  expect(readdirSync(dist).sort()).toEqual(['.assets.json', '.vite', 'assets', 'favicon.svg', 'index.html']);
});

test('open pages find the assets of the build before, not those of older ones', () => {
  publish('one');
  publish('two');
  expect(page()).toBe('two');
  expect(assets()).toEqual(['one.js', 'shared.js', 'two.js']);
  publish('three');
  expect(assets()).toEqual(['shared.js', 'three.js', 'two.js']);
});

test('a build from before the list was kept counts as the one before', () => {
  write(dist, { 'index.html': 'old', 'assets/old.js': 'old', '.build-key': 'key' });
  publish('one');
  expect(assets()).toEqual(['old.js', 'one.js', 'shared.js']);
  expect(readFileSync(path.join(dist, '.build-key'), 'utf8')).toBe('key');
});

test('a file that a build no longer has goes', () => {
  publish('one', { 'robots.txt': 'all' });
  publish('two');
  expect(readdirSync(dist)).not.toContain('robots.txt');
});
