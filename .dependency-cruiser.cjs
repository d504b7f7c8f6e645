/** Who may import whom in the backend. Each rule has a reason that `docs/architecture.md` tells at length. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle of value imports means that neither side can be read, tested or removed alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'module-by-its-door',
      comment: 'A module is entered through its index.ts.',
      severity: 'error',
      from: { path: '^backend/src/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^backend/src/modules/([^/]+)/',
        pathNot: ['^backend/src/modules/$1/', '^backend/src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'entries-by-the-door',
      comment: 'What stands outside of the modules enters them through index.ts too.',
      severity: 'error',
      from: { path: '^backend/src/(?!modules/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^backend/src/modules/[^/]+/(?!index\\.ts$)' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^backend/src/platform/' },
      to: { path: '^backend/src/(modules|launcher|scripts|demo|app|container)' },
    },
    {
      name: 'routes-have-no-sql',
      comment: 'Handlers go through a service or a query made for them.',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: { path: '\\.repository\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules and policies are tested as tables: they reach no database, no HTTP and no clock.',
      severity: 'error',
      from: { path: '\\.(rules|policy)\\.ts$' },
      to: {
        path: '(\\.(repository|queries|service|routes)\\.ts$)|(^backend/src/platform/(db|realtime|jobs|cache)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contracts-declare',
      comment:
        'A contract is data: it knows the vocabulary of fields and the names it lists, nothing that acts.',
      severity: 'error',
      from: { path: '\\.contract\\.ts$' },
      to: {
        path: '(\\.(repository|queries|service|routes)\\.ts$)|(^backend/src/platform/(db|realtime|jobs|cache)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tests-are-not-shipped',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^backend/test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|backend/src/generated' },
    exclude: { path: 'backend/src/generated' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
