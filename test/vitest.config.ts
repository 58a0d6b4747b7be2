// Unit and contract tests, and the hosts as processes; what needs a real VS Code lives in `e2e/` too and has a runner of its own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: [
      'server/**/*.test.ts',
      'client/**/*.test.ts',
      'contracts/**/*.test.ts',
      'e2e/*.test.ts',
      'bench/compression/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
