/** The arrows between modules, the same as in the service. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'kernel-knows-no-module', severity: 'error', from: { path: '^src/kernel' }, to: { path: '^src/(modules|shell|index)' } },
    { name: 'modules-know-no-shell', severity: 'error', from: { path: '^src/modules' }, to: { path: '^src/(shell|index)' } },
    {
      name: 'a-module-is-entered-through-its-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/(?!index\\.tsx?$)', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'only-api-files-make-requests',
      severity: 'error',
      from: { path: '^src/modules', pathNot: '(/api\\.ts|\\.test\\.tsx?)$' },
      to: { path: '^src/kernel/http\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-console-packages', severity: 'error', from: {}, to: { path: '@ks-console' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
