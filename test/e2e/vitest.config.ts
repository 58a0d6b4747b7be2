// The scenarios a user goes through, in a real VS Code. Started by `npm run test:e2e`, which prepares the rest.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['ui/**/*.test.ts'],
    // One VS Code at a time: two of them and Chromium are too much for two cores.
    fileParallelism: false,
    testTimeout: 90_000,
    // Two busy cores are slow to draw.
    expect: { poll: { timeout: 20_000, interval: 100 } },
  },
});
