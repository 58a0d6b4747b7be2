// Unit and contract tests; the suites that need a real VS Code live in `e2e/` and have a runner of their own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['server/**/*.test.ts', 'client/**/*.test.ts', 'contracts/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
