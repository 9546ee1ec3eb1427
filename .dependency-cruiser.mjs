// Who may import whom: the rules of the design. The check itself is proven by planted violations in
// test/infra/import-rules.test.ts. dependency-cruiser reads TypeScript through the package `typescript`, which is
// therefore version 6: it reads no module under version 7, checks nothing and passes.

const lambdas = (...parts) => parts.map((part) => `^lambdas/${part}/`);
const packages = (...names) => names.map((name) => `^node_modules/${name}/`);

/** A layer that may import nothing but `allowed` (and itself). */
const only = (name, from, comment, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^lambdas/${from}/` },
  to: { pathNot: [`^lambdas/${from}/`, ...allowed] },
});

export default {
  forbidden: [
    only(
      'core-is-pure',
      'core',
      'The core is a library: text in, attributions out. No AWS, no zod, no files, no clock.',
      ['^crypto$'],
    ),
    only(
      'contract-knows-zod-alone',
      'contract',
      'The contract is read by every side.',
      packages('zod', 'zod-openapi'),
    ),
    only('application-knows-no-adapter', 'application', 'Use cases see the world through ports.', [
      ...lambdas('core', 'contract'),
      '^crypto$',
      ...packages('p-map', 'zod'),
    ]),
    {
      name: 'zod-at-the-edges',
      comment: 'Use cases may name the types of schemas, but parse nothing.',
      severity: 'error',
      from: { path: '^lambdas/application/' },
      to: { path: packages('zod'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-know-ports',
      comment: 'An adapter is behind a port: it knows no use case, and nobody who wires it.',
      severity: 'error',
      from: { path: '^lambdas/adapters/' },
      to: {
        path: '^lambdas/(application|runtime|handlers)/',
        pathNot: ['^lambdas/application/ports/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'adapters-know-no-wiring',
      comment: 'Not even its types.',
      severity: 'error',
      from: { path: '^lambdas/adapters/' },
      to: { path: '^lambdas/(runtime|handlers)/' },
    },
    {
      name: 'runtime-knows-no-handler',
      severity: 'error',
      from: { path: '^lambdas/runtime/' },
      to: { path: '^lambdas/handlers/' },
    },
    {
      name: 'handlers-are-thin',
      comment: 'Parse, call one use case, answer.',
      severity: 'error',
      from: { path: '^lambdas/handlers/([^/]+)/' },
      to: {
        path: '^lambdas/',
        pathNot: ['^lambdas/handlers/$1/', ...lambdas('runtime', 'application', 'contract')],
      },
    },
    {
      name: 'sdk-behind-adapters',
      comment: 'Adapters import SDKs; the runtime makes their clients.',
      severity: 'error',
      from: { path: '^lambdas/', pathNot: lambdas('adapters', 'runtime') },
      to: { path: '^node_modules/@aws-sdk/' },
    },
    {
      name: 'lambdas-stand-alone',
      comment: 'What is bundled and run knows nothing of what deploys, tests or seeds it.',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: { path: '^(lib|test|seeds|web|bench|training)/' },
    },
    {
      name: 'stack-knows-the-contract',
      comment: 'The stack is made from the manifest and the contract.',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/local/'] },
      to: { path: '^lambdas/', pathNot: lambdas('contract') },
    },
    {
      name: 'manifest-knows-nobody',
      severity: 'error',
      from: { path: '^lib/functions\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'local-runner-calls-use-cases',
      comment: 'It wires by the runtime and calls use cases; handlers come through the manifest alone.',
      severity: 'error',
      from: { path: '^lib/local/' },
      to: { path: '^lambdas/(adapters|handlers)/' },
    },
    {
      name: 'web-knows-contract-types',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(lambdas|lib|test)/', pathNot: lambdas('contract') },
    },
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages('@types') },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { path: '^(lambdas|lib|web)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
