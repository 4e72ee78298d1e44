// One jest project per test level; test/run-levels.ts runs them and prints a line for each.
const level = (name, folders, more = {}) => ({
  displayName: name,
  ...more,
  rootDir: __dirname,
  testMatch: folders.map(folder => `<rootDir>/test/${folder}/**/*.test.ts`),
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
});

module.exports = {
  projects: [
    level('unit', ['unit', 'laws', 'cases']),
    level('helm', ['helm']),
    level('package', ['package']),
    level('pipeline', ['pipeline']),
    level('cluster', ['cluster'], { testEnvironment: './test/support/cluster/environment.ts' }),
    level('range', ['range'], { testEnvironment: './test/support/cluster/environment.ts' }),
  ],
};
