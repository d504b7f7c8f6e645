import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const injectedCss = /^__insertCSS\(.*\);?$/m;

/**
 * The content security policy is `style-src 'self'`: a library that adds a `<style>` element at run time is refused
 * by the browser. Sonner's own sheet is imported as a file instead, and the scroll lock under Radix gets a
 * constructable style sheet, which the policy allows.
 */
export function strictCsp(): Plugin {
  const singleton = fileURLToPath(new URL('../src/shared/lib/style-singleton.ts', import.meta.url));
  return {
    name: 'strict-csp',
    enforce: 'pre',
    resolveId(source) {
      return source === 'react-style-singleton' ? singleton : null;
    },
    transform(code, id) {
      if (!/\/sonner\/dist\/.*\.m?js$/.test(id)) return null;
      if (!injectedCss.test(code))
        throw new Error('sonner no longer injects its style sheet: drop this step');
      return { code: code.replace(injectedCss, ''), map: null };
    },
  };
}
