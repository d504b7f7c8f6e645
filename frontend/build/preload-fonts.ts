import type { HtmlTagDescriptor, Plugin } from 'vite';

const firstScreenFonts = /inter-(latin|cyrillic)-wght-normal-[^/]+\.woff2$/;

/** Adds `<link rel="preload">` for the two font files of the first screen; their names carry a hash. */
export function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((file) => firstScreenFonts.test(file))
          .map((file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
            injectTo: 'head',
          }));
      },
    },
  };
}
