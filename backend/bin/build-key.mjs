import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files that a build does not read. */
const isIgnored = (name) => /\.test\.tsx?$/.test(name) || name.endsWith('~');

/** Folders that a build makes itself. */
const MADE_FOLDERS = new Set(['generated', 'node_modules', 'dist']);

function* walk(target) {
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) {
    yield target;
    return;
  }
  for (const name of readdirSync(target).sort()) {
    if (!isIgnored(name) && !MADE_FOLDERS.has(name)) yield* walk(path.join(target, name));
  }
}

/**
 * One word for the whole input of a build: it changes when a file changes, comes, goes or moves, and when the major
 * version of Node.js changes. Absent inputs are no error.
 * @param {string} root folder that the names are relative to
 * @param {readonly string[]} inputs files and folders, absolute
 * @returns {string} hexadecimal SHA-256
 */
export function buildKey(root, inputs) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const input of inputs) {
    for (const file of walk(input)) {
      const content = readFileSync(file);
      hash.update(`\0${path.relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}
