import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Names of the assets of the build that is served; of those before it only the ones of the last are kept. */
const LIST = '.assets.json';

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    : [];

function readList(dist) {
  try {
    return JSON.parse(readFileSync(path.join(dist, LIST), 'utf8'));
  } catch {
    return filesIn(path.join(dist, 'assets'));
  }
}

/**
 * Puts a fresh build in the place of the one that is served, which a running copy may go on serving all the while: new assets
 * come first, then the page that names them takes the place of the old one by a rename. Assets of the build before stay for
 * the pages that are open; older ones go. `fresh` is on the disk of `dist`, and is gone afterwards.
 */
export function publishPages(fresh, dist) {
  const before = readList(dist);
  const files = filesIn(fresh);
  const inOrder = [
    ...files.filter((file) => isAsset(file)),
    ...files.filter((file) => !isAsset(file) && file !== 'index.html'),
    ...files.filter((file) => file === 'index.html'),
  ];
  for (const file of inOrder) {
    mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
    renameSync(path.join(fresh, file), path.join(dist, file));
  }
  const assets = files.filter((file) => isAsset(file)).map((file) => path.relative('assets', file));
  const kept = new Set([...assets, ...before]);
  for (const asset of filesIn(path.join(dist, 'assets')))
    if (!kept.has(asset)) rmSync(path.join(dist, 'assets', asset));
  const stays = new Set(files.map((file) => file.split(path.sep)[0]));
  for (const name of readdirSync(dist))
    if (!stays.has(name) && name !== 'assets' && !name.startsWith('.'))
      rmSync(path.join(dist, name), { recursive: true });
  writeFileSync(path.join(dist, LIST), JSON.stringify(assets));
  rmSync(fresh, { recursive: true, force: true });
}

const isAsset = (file) => file.startsWith(`assets${path.sep}`);
