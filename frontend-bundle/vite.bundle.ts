import { defineConfig } from 'vite';
import { version } from './package.json';

/** What the console has loaded already; everything else goes into our one file. */
export const EXTERNALS = [
  'react',
  'react-dom',
  'react-router-dom',
  'react-query',
  'styled-components',
  '@kubed/components',
  '@kubed/hooks',
  '@kubed/icons',
  '@kubed/charts',
  '@kubed/code-editor',
];

/** One System.register file: ks-apiserver serves exactly the path that the JSBundle names, so there are no parts. */
export default defineConfig({
  esbuild: { jsx: 'transform' },
  define: { __VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist/bundle',
    target: 'es2019',
    cssCodeSplit: false,
    reportCompressedSize: true,
    rollupOptions: {
      input: 'src/index.ts',
      external: EXTERNALS,
      preserveEntrySignatures: 'strict',
      output: { format: 'system', entryFileNames: 'index.js', inlineDynamicImports: true },
    },
  },
});
