import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';
import { version } from './package.json';

/**
 * The icons are CommonJS behind one index, so that a bundler takes all 2691 (900 KB) for the thirty that are shown: this
 * imports each from its own file.
 */
function singleIcons(): Plugin {
  const index = readFileSync(createRequire(__filename).resolve('@kubed/icons'), 'utf8');
  const files = new Map([...index.matchAll(/var (\w+)=_interopRequireDefault\(require\("\.\/(\w+)"\)\)/g)].map(([, local, file]) => [local, file]));
  const icons = new Map([...index.matchAll(/exports,"(\w+)",\{enumerable:true,get:function get\(\)\{return (\w+)\["default"\]/g)]
    .map(([, name, local]) => [name, files.get(local)]));
  const single = (names: string) => names.split(',').map(part => {
    const [name = '', local = name] = part.trim().split(/\s+as\s+/);
    return `import ${local} from "@kubed/icons/dist/${icons.get(name)}.js";`;
  }).join('');
  return {
    name: 'single-icons',
    enforce: 'post',
    transform: code => (code.includes('@kubed/icons"') || code.includes("@kubed/icons'")
      ? code.replace(/import\s*\{([^}]+)}\s*from\s*["']@kubed\/icons["'];?/g, (_text, names: string) => single(names))
      : undefined),
  };
}

/** The light shell: the same features as an application of its own, in parts that load when opened. */
export default defineConfig({
  root: 'src/shell',
  base: '/',
  plugins: [singleIcons()],
  esbuild: { jsx: 'transform' },
  define: { __VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  build: {
    outDir: '../../dist/shell',
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 1500,
  },
});
