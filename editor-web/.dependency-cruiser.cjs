/**
 * Who may import whom: `theme`, `ui` <- `panels` -> `state` -> `engine`, `collab`; `replay` is used by `panels` and `state`, and uses signals alone; all that shows text uses `i18n`. See docs/ARCHITECTURE.md.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-the-engine-folder-imports-the-engine',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/engine/' },
      to: { path: 'engine-wasm|@diorama/engine' },
    },
    {
      name: 'panels-reach-engine-and-collab-through-state',
      severity: 'error',
      from: { path: '^src/panels/' },
      to: { path: '^src/(engine|collab)/' },
    },
    { name: 'ui-is-a-leaf', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(?!ui/|i18n/)' } },
    { name: 'i18n-is-a-leaf', severity: 'error', from: { path: '^src/i18n/' }, to: { path: '^src/(?!i18n/)' } },
    { name: 'theme-is-a-leaf', severity: 'error', from: { path: '^src/theme/' }, to: { path: '^src/(?!theme/)' } },
    { name: 'collab-is-a-leaf', severity: 'error', from: { path: '^src/collab/' }, to: { path: '^src/(?!collab/)' } },
    {
      name: 'offline-is-a-leaf',
      severity: 'error',
      from: { path: '^src/offline/' },
      to: { path: '^src/(?!offline/)' },
    },
    { name: 'engine-is-a-leaf', severity: 'error', from: { path: '^src/engine/' }, to: { path: '^src/(?!engine/)' } },
    {
      name: 'replay-uses-signals-and-words-alone',
      severity: 'error',
      from: { path: '^src/replay/' },
      to: { path: '^src/(?!replay/|i18n/|state/signal[.]ts$)' },
    },
    {
      name: 'state-knows-no-panels',
      severity: 'error',
      from: { path: '^src/state/' },
      to: { path: '^src/(panels|ui)/' },
    },
    {
      name: 'no-framework-below-the-panels',
      severity: 'error',
      from: { path: '^src/(engine|collab|replay|theme|i18n)/' },
      to: { path: 'node_modules/react' },
    },
    {
      name: 'doubles-only-in-tests',
      severity: 'error',
      from: { path: '^src', pathNot: '(/testing/|[.]test[.]tsx?$)' },
      to: { path: '/testing/' },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(^src/main[.]tsx$|[.]d[.]ts$|[.]test[.]tsx?$|[.]css$)' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|engine-wasm' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
