// The first load (what sign-in and Telephony fetch) must stay within 200 kB of JavaScript, gzipped.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = 'frontend/dist';
const LIMIT_BYTES = 200 * 1000;
const PAGES = ['src/pages/login/index.ts', 'src/pages/telephony/index.ts'];

const manifest = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8'));
const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(visit);
};
const missing = ['index.html', ...PAGES].filter((key) => !manifest[key]);
if (missing.length > 0) {
  console.error(`Not in the build's manifest: ${missing.join(', ')}`);
  process.exit(1);
}
['index.html', ...PAGES].forEach(visit);

const sizes = [...files].map((file) => [file, gzipSync(readFileSync(path.join(DIST, file))).length]);
const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
for (const [file, bytes] of sizes.sort((a, b) => b[1] - a[1]))
  console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
console.log(
  `${(total / 1000).toFixed(1).padStart(7)} kB  first load, ${(LIMIT_BYTES / 1000).toFixed(0)} kB allowed`,
);
process.exit(total > LIMIT_BYTES ? 1 : 0);
