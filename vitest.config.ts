import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,test,tools}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.*', 'test/browser/**', 'test/faults/**'],
        },
      },
      { extends: true, test: { name: 'db', include: ['{src,test}/**/*.db.test.{ts,tsx}'], testTimeout: 120_000 } },
      {
        extends: true,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], maxWorkers: 1, testTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/**/*.test.ts'], maxWorkers: 1, testTimeout: 600_000 },
      },
    ],
  },
})
