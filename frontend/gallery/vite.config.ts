import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import app from '../vite.config.ts';

/** Builds the gallery beside the product, never into it: `vite build --config gallery/vite.config.ts`. */
export default mergeConfig(app, {
  build: {
    outDir: '../.build/gallery',
    emptyOutDir: true,
    rolldownOptions: { input: fileURLToPath(new URL('./index.html', import.meta.url)) },
  },
});
