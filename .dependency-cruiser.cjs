/** The floors of the house: a file imports from its own folder or a lower floor, never up. */

const floors = [
  ['main', 'app', 'cli'],
  ['web', 'oidc', 'jobs'],
  ['contract'],
  ['accounts'],
  ['sessions'],
  ['endings'],
  ['tokens', 'policies', 'clients', 'keys', 'throttle', 'mail', 'statistics'],
  ['revocation'],
  ['ledger'],
  ['store'],
  ['i18n'],
  ['config', 'model'],
  ['base'],
]

/** A folder, or the file of that name beside the folders. */
const at = (names) => `^src/(${names.join('|')})(/|\\.ts$)`
const packages = (names) => `(^|/)node_modules/(${names})`

const lookingUp = floors.slice(1).map((floor, above) => ({
  name: `${floor.join('-')}-looks-up`,
  comment: 'Data flows down: take what is needed as an argument, or move the verb up.',
  from: { path: at(floor) },
  to: { path: at(floors.slice(0, above + 1).flat()) },
}))

const strangers = floors
  .slice(1)
  .filter((floor) => floor.length > 1)
  .map((floor) => ({
    name: `${floor.join('-')}-are-strangers`,
    comment: 'Folders of one floor never import each other; a verb that needs both stands above.',
    from: { path: at(floor) },
    to: { path: at(floor), pathNot: '^src/$1(/|\\.ts$)' },
  }))

/** Inside web: the server over the areas over middleware over ui. */
const areas = '^src/web/(account|admin-api|console|feeds|reference|sign-in)/'

const web = [
  {
    name: 'web-ui-looks-up',
    comment: 'The parts of pages know no page: they take what they show as props.',
    from: { path: '^src/web/ui/' },
    to: { path: '^src/web/', pathNot: '^src/web/ui/' },
  },
  {
    name: 'web-middleware-looks-up',
    comment: 'Middleware serves every area: server.ts passes in anything that belongs to one area.',
    from: { path: '^src/web/middleware/' },
    to: { path: '^src/web/', pathNot: '^src/web/(middleware|ui)/' },
  },
  {
    name: 'web-areas-look-up',
    comment: 'Only the composition imports the server; areas take options.',
    from: { path: areas },
    to: { path: '^src/web/[^/]+$', pathNot: '^src/web/places\\.ts$' },
  },
  {
    name: 'web-areas-are-strangers',
    comment: 'Areas share through middleware and ui.',
    from: { path: areas, pathNot: '^src/web/(console|feeds|reference)/' },
    to: { path: areas, pathNot: '^src/web/$1/' },
  },
  {
    name: 'console-calls-only-the-admin-api',
    comment: 'The console does what any program can do through the admin API.',
    from: { path: '^src/web/console/' },
    to: { path: areas, pathNot: '^src/web/(console|admin-api)/' },
  },
  {
    name: 'feeds-and-reference-know-only-the-contract-and-bearer',
    comment:
      'They share the documents and the token check of the admin API, and none of its routes.',
    from: { path: '^src/web/(feeds|reference)/' },
    to: {
      path: areas,
      pathNot: '^src/web/($1/|admin-api/(bearer|document|feed)\\.ts$)',
    },
  },
]

const apart = [
  {
    name: 'demo-lives-elsewhere',
    comment:
      'The demo could run on another machine: it knows what the network tells it, and installs the verifier as anybody may.',
    from: { path: '^src/demo/' },
    to: { path: '^src/', pathNot: '^src/(demo/|verifier/index\\.ts$)' },
  },
  {
    name: 'demo-is-started-only-from-the-top',
    comment: 'The server must not lean on its demo.',
    from: { path: '^src/', pathNot: '^src/(demo/|cli/|app\\.ts$)' },
    to: { path: '^src/demo/' },
  },
  {
    name: 'verifier-stands-alone',
    comment: 'Resource servers install the verifier without the server.',
    from: { path: '^src/verifier/' },
    to: { path: '^src/', pathNot: '^src/verifier/' },
  },
  {
    name: 'source-knows-no-tests',
    comment: 'What ships must not need what tests it.',
    from: { path: '^src/' },
    to: { path: '^(test|bench)/' },
  },
]

const outside = [
  {
    name: 'model-is-pure',
    comment: 'Nouns and their rules: no I/O, no clock, no library.',
    from: { path: '^src/model/' },
    to: { path: '.', pathNot: '^src/(model/|base/(display-name|email-domain|errors)\\.ts$)' },
  },
  {
    name: 'koa-only-in-web',
    comment:
      'Koa serves the web; oidc may name its types, because the provider is a Koa application.',
    from: { path: '^src/', pathNot: '^src/(web|oidc)/' },
    to: { path: packages('@koa/|koa[/-]|@types/koa') },
  },
  {
    name: 'koa-in-oidc-only-as-types',
    comment: 'oidc translates; it serves nothing of its own.',
    from: { path: '^src/oidc/' },
    to: { path: packages('@koa/|koa[/-]'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'provider-only-in-oidc',
    comment: 'oidc-provider is spoken to in one folder, so that it can be understood and upgraded.',
    from: { path: '^src/', pathNot: '^src/oidc/' },
    to: { path: packages('oidc-provider/|@types/oidc-provider/') },
  },
  {
    name: 'prisma-and-pg-only-in-store',
    comment: 'The domain speaks to store; only store speaks to Postgres.',
    from: { path: '^src/', pathNot: '^src/store/' },
    to: {
      path: packages('@prisma/|prisma/|\\.prisma/|pg/|pg-|@types/pg/'),
      pathNot: packages('pg-boss/'),
    },
  },
  {
    name: 'the-queue-only-in-jobs',
    comment:
      'The domain writes into the outbox; jobs run what comes out. The store makes the tables.',
    from: { path: '^src/', pathNot: '^src/(jobs|store)/' },
    to: { path: packages('pg-boss/') },
  },
  {
    name: 'nodemailer-only-in-mail',
    comment: "What is mailed is said in letters; how it is sent is nobody else's business.",
    from: { path: '^src/', pathNot: '^src/mail/' },
    to: { path: packages('nodemailer/|@types/nodemailer/') },
  },
  {
    name: 'edges-speak-no-sql',
    comment: 'Edges pass the database on to verbs: they name its type and make no statement.',
    from: { path: '^src/(web|oidc|jobs)/' },
    to: { path: '^src/store/db\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'generated-client-only-in-store',
    comment: 'Rows in, model values out.',
    from: { path: '^src/', pathNot: '^src/store/' },
    to: { path: '^src/store/generated/' },
  },
  {
    name: 'openid-client-only-in-demo',
    comment: 'The server is no client of itself.',
    from: { path: '^src/', pathNot: '^src/demo/' },
    to: { path: packages('openid-client/') },
  },
]

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'A circle has no floor.',
    from: { path: '^src/' },
    to: { circular: true },
  },
  {
    name: 'no-development-dependency',
    comment: 'A production install has none of them.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-undeclared-dependency',
    comment: 'package.json names what is imported.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-missing-file',
    comment: 'The import leads nowhere.',
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nothing imports it and it imports nothing; scripts of pages are named by their path.',
    from: {
      path: '^src/',
      orphan: true,
      pathNot: '^src/(main\\.ts$|model/|base/|verifier/|web/ui/scripts/)',
    },
    to: {},
  },
]

/**
 * swc reads the sources: TypeScript 7 has no API that dependency-cruiser could use. It sees
 * type-only imports; the one form it misses, import types, test/house/syntax.test.ts forbids.
 */
module.exports = {
  forbidden: [...lookingUp, ...strangers, ...web, ...apart, ...outside, ...hygiene].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '^src/store/generated/'] },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
