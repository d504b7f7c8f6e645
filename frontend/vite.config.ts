import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { preloadFonts } from './build/preload-fonts.ts';
import { strictCsp } from './build/strict-csp.ts';

const api = { target: 'http://127.0.0.1:5000', changeOrigin: false };

export default defineConfig({
  plugins: [strictCsp(), react(), tailwindcss(), preloadFonts()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': api } },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '/api': api } },
  build: {
    target: 'baseline-widely-available',
    manifest: true,
    // `font-src` and `img-src` of the policy name no `data:`.
    assetsInlineLimit: 0,
    // The polyfill is for browsers older than the target, and would be an inline script.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'router', test: /node_modules[\\/]react-router[\\/]/ },
            { name: 'i18n', test: /node_modules[\\/](i18next|react-i18next)[\\/]/ },
            // Fifty files of one icon each would be larger than all of them in one.
            { name: 'icons', test: /[\\/]lucide-react[\\/]/, minShareCount: 2 },
            // What most pages draw with: one file instead of forty small ones, which also compress worse.
            // Not the forms of administration's lists, which would bring their library along.
            {
              name: 'ui',
              test: /[\\/]src[\\/]shared[\\/](?!ui[\\/]record-|lib[\\/]use-record-)/,
              minShareCount: 9,
            },
          ],
        },
      },
    },
  },
});
