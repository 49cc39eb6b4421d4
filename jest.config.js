// Plain Node imports the specs, and the application once a worker instead of once a file: three quarters of the time went
// into that (`npm test`, `npm run test:one -- <pattern>`).
const project = {
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/test/typescript-hooks.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/time-limits.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

export default {
  maxWorkers: 2,
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
