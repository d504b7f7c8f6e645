import fsd from '@feature-sliced/steiger-plugin';
import { defineConfig } from 'steiger';

export default defineConfig([
  ...fsd.configs.recommended,
  { ignores: ['**/*.test.ts', '**/*.test.tsx', '**/*.gen.d.ts'] },
  // A noun or a use case is a slice even while a single page uses it.
  { rules: { 'fsd/insignificant-slice': 'off' } },
  // Each file of shared/lib is one thing named by its file; folders of two files would only lengthen imports.
  { rules: { 'fsd/shared-lib-grouping': 'off' } },
]);
