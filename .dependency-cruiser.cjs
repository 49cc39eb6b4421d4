// The architecture is this table: a row per lib, with the libs it may import. Everything below is generated from it.
const LIBS = {
  kernel: [],
  audit: ['kernel'],
  identity: ['kernel', 'audit'],
  'sign-in': ['kernel', 'audit', 'identity'],
  files: ['kernel', 'audit', 'identity'],
  // What is the same for every ledger; the domains above bring their own kinds (ADR 7).
  ledgers: ['kernel', 'audit', 'identity', 'files'],
  // a year of the calendar comes as a file (ADR 25)
  calendar: ['kernel', 'audit', 'identity', 'files', 'ledgers'],
  // what leaves the house waits for working days (ADR 22)
  notify: ['kernel', 'identity', 'calendar'],
  units: ['kernel', 'audit', 'identity', 'files', 'ledgers'],
  tasks: ['kernel', 'audit', 'identity', 'files', 'ledgers'],
  // administration; nobody but stats and the application looks at it
  accounts: ['kernel', 'audit', 'identity', 'sign-in', 'files', 'notify', 'ledgers'],
};
const below = (lib) => [lib, ...LIBS[lib]];
// A case tells whoever must act next, and its publicity lasts working days (ADR 8).
LIBS.cases = [...new Set([...below('units'), ...below('tasks'), 'calendar', 'notify'])];
LIBS.assignments = below('cases');
// Assignments looked at as one picture: units × tasks, and the roadmap (ADR 26).
LIBS.matrix = below('assignments');
LIBS.supervision = below('assignments');
LIBS.progress = below('assignments');
// When a report is expected and of whom, what a unit reports, in the console or on a form, what its numbers add up to, and how a year
// is scored (ADR 27).
LIBS.periods = below('cases');
LIBS.reports = [...new Set([...below('progress'), 'periods'])];
LIBS['report-forms'] = below('reports');
LIBS.indicators = below('reports');
LIBS.evaluation = below('indicators');
LIBS.inspections = below('assignments');
// Comments and files beside cases and assignments; neither knows of them (ADR 24).
LIBS.discussion = below('assignments');
// Looks at everything; nobody looks at it.
LIBS.stats = Object.keys(LIBS);

const SPEC = '\\.spec\\.ts$|(^|/)testing\\.ts$';
const anyOf = (names) => `(${names.join('|')})`;

/** Each lib sees the libs of its row, and those by their door only. */
const rows = Object.entries(LIBS).flatMap(([lib, allowed]) => [
  {
    name: `${lib}-imports-its-row`,
    comment: `libs/${lib} may import: ${allowed.join(', ') || 'no other lib'}.`,
    severity: 'error',
    from: { path: `^libs/${lib}/`, pathNot: SPEC },
    to: { path: '^libs/', pathNot: `^libs/${anyOf([lib, ...allowed])}/` },
  },
  {
    name: `${lib}-through-its-door`,
    comment: `Outsiders enter libs/${lib} by its index.ts; tests also by its testing.ts.`,
    severity: 'error',
    from: { path: '^(apps|libs|migrations)/', pathNot: `^libs/${lib}/|${SPEC}` },
    to: { path: `^libs/${lib}/`, pathNot: `^libs/${lib}/index\\.ts$` },
  },
  {
    name: `${lib}-not-by-its-own-door`,
    comment: 'A file that imports its own index.ts is in a circle with all its neighbours.',
    severity: 'error',
    from: { path: `^libs/${lib}/` },
    to: { path: `^libs/${lib}/index\\.ts$` },
  },
]);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rows,
    {
      name: 'specs-through-the-door',
      comment: 'Tests use another lib as an outsider does, and its testing.ts.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/(.*\\.spec|testing)\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/$1/|^libs/[^/]+/(index|testing)\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'With no circles there is no forwardRef.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations|test)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: SPEC },
      to: { path: '^(apps|test|migrations)/' },
    },
    {
      name: 'entities-and-rules-know-no-http',
      comment: 'An aggregate is the same behind a route, a job and an import. Rules know no ORM either.',
      severity: 'error',
      from: { path: '\\.(entity|rules)\\.ts$' },
      to: { path: 'node_modules/(@nestjs|@fastify|fastify)/|^libs/kernel/(http|problem\\.filter)\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { path: 'node_modules/(typeorm|pg)/|^node:|\\.(service|controller|module|entity)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'controllers-hold-no-sql',
      comment: 'One line per route: the use case is the service\'s.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: 'node_modules/(typeorm|pg|@nestjs/typeorm)/|\\.entity\\.ts$|^libs/kernel/database\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-imports-nothing-from-the-server',
      comment: 'It knows the API by openapi.json alone.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps/(api|worker|cli)|libs|migrations|test)/' },
    },
    {
      name: 'server-imports-nothing-from-the-console',
      severity: 'error',
      from: { path: '^(apps/(api|worker|cli)|libs|migrations)/' },
      to: { path: '^apps/web/' },
    },
    {
      name: 'product-imports-no-tests',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: SPEC },
      to: { path: `^test/|${SPEC}` },
    },
    {
      name: 'nobody-imports-stats',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/stats/' },
      to: { path: '^libs/stats/' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      // dist/ may not be built yet when the rules run.
      from: { path: '^(apps|libs|migrations|test)/', pathNot: '^apps/cli/start\\.mjs$' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};

// For test/architecture.spec.ts, which holds it against what is on the disk.
Object.defineProperty(module.exports, 'LIBS', { value: LIBS, enumerable: false });
