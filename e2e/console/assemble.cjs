// Builds the console from its npm packages into the layout that its server expects in its working directory.
'use strict';
const fs = require('fs');
const path = require('path');

/** What extensions import, by the name the console's import map gives it. */
const SHARED = {
  'core:react': 'react',
  'core:react-dom': 'react-dom',
  'core:react-is': 'react-is',
  'core:react-router-dom': 'react-router-dom',
  'core:react-query': 'react-query',
  'core:styled-components': 'styled-components',
  'core:lodash': 'lodash',
  'core:wujie-react': 'wujie-react',
  'core:@kubed/components': '@kubed/components',
  'core:@kubed/hooks': '@kubed/hooks',
  'core:@kubed/icons': '@kubed/icons',
  'core:@kubed/charts': '@kubed/charts',
  'core:@kubed/code-editor': '@kubed/code-editor',
  'core:@kubed/diff-viewer': '@kubed/diff-viewer',
  'core:@kubed/log-viewer': '@kubed/log-viewer',
  'core:@ks-console/shared': '@ks-console/shared',
  'core:@kubed/@ks-console/shared': '@ks-console/shared',
};
const LANGUAGES = ['en', 'zh', 'tc', 'es'];

function entry() {
  const names = Object.entries(SHARED);
  return names.map(([, name], i) => `import * as m${i} from '${name}';`).join('\n')
    + "\nimport { run } from '@ks-console/core';\n"
    + names.map(([id], i) => `System.set('${id}', { default: m${i}.default || m${i}, ...m${i} });`).join('\n')
    + '\nrun();\n';
}

function bundle(directory) {
  const esbuild = require(path.join(directory, 'node_modules', 'esbuild'));
  const shim = path.join(directory, 'module-shim.js');
  // The shared library has a free variable `module` in a query's key, which webpack would fill.
  fs.writeFileSync(shim, "export let module = { id: '' };\n");
  esbuild.buildSync({
    stdin: { contents: entry(), resolveDir: directory, loader: 'js' },
    outfile: path.join(directory, 'dist', 'js', 'main.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2021',
    logLevel: 'error',
    mainFields: ['browser', 'module', 'main'],
    alias: { path: 'path-browserify' },
    inject: [shim],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.EXTENSIONS_PATH': '""',
      global: 'globalThis',
    },
    loader: { '.png': 'dataurl', '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' },
  });
}

/** All files of a language as one. */
function locale(directory, language) {
  const folder = path.join(directory, 'node_modules', '@ks-console', 'locales', 'dist', language);
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')).sort();
  return Object.assign({}, ...files.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))));
}

function write(directory, name, content) {
  const file = path.join(directory, 'dist', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

function layOut(directory) {
  const manifest = { 'main.js': 'js/main.js', 'vendor.js': 'js/empty.js' };
  LANGUAGES.forEach((language) => {
    manifest[`locales-${language}.json`] = `locales/${language}.json`;
    manifest[`locales-${language}`] = `locales/${language}.json`;
    write(directory, `locales/${language}.json`, locale(directory, language));
  });
  write(directory, 'js/empty.js', '');
  write(directory, 'manifest.json', manifest);
  write(directory, 'dll/empty.js', '');
  write(directory, 'dll/manifest.json', { 'common.js': 'empty.js' });
  const assets = path.join(directory, 'node_modules', '@ks-console', 'bootstrap', 'assets');
  fs.cpSync(assets, path.join(directory, 'dist', 'assets'), {
    recursive: true,
    filter: (name) => path.basename(name) !== 'v3dist',
  });
}

exports.assemble = (directory) => {
  bundle(directory);
  layOut(directory);
};
