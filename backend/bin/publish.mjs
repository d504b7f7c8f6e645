// The end of `npm run build` for the pages: `vite build` has left them in `dist/.fresh`.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { frontendFolder } from './folders.mjs';
import { publishPages } from './publish-pages.mjs';

const dist = path.join(frontendFolder, 'dist');
// `npm start` knows its own builds by this key; it does not know this one.
rmSync(path.join(dist, '.build-key'), { force: true });
publishPages(path.join(dist, '.fresh'), dist);
