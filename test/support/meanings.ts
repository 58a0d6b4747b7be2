// Checks what names mean in a small workspace, one test for each use.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from './workspace.js';

/** Each use with what it means: `a.ts:3 send → b.ts Upload.send 0.90 import`, or `→ nothing`. */
export function checkMeanings(title: string, files: string, expected: readonly string[]): void {
  describe(title, () => {
    let workspace: TestWorkspace;
    beforeAll(async () => {
      workspace = await openWorkspace(files);
    });
    afterAll(() => workspace.close());
    test.each(expected)('%s', (line) => {
      const [use = ''] = line.split(' → ');
      expect(workspace.meaning(use)).toBe(line);
    });
  });
}
