// ESM all through: run with --experimental-vm-modules (`npm test`, `npm run test:one -- <pattern>`).
const project = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

export default {
  maxWorkers: 2,
  testTimeout: 30_000,
  // One PostgreSQL for the run, one database per test file: see test/database.ts.
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  projects: [
    {
      ...project,
      displayName: 'server',
      testMatch: ['<rootDir>/{libs,test,migrations}/**/*.spec.ts', '<rootDir>/apps/{api,cli,worker}/**/*.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/journeys/'],
    },
    {
      ...project,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.spec.ts'],
    },
  ],
};
