// What must hold of any context: over real files of all languages, for any stretch of them as a question.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { handlesOpen, holdsItsBudget, showsItsFiles } from '../../support/contexts.js';
import { answerOf } from '../../support/drilldowns.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/languages');
const RUNS = Number(process.env.PITH_FUZZ ?? 40);

const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => !/\.(structure|references)$/.test(name) && statSync(join(FIXTURES, name)).isFile())
  .sort();
const texts = new Map(names.map((name) => [name, readFileSync(join(FIXTURES, name), 'utf8')]));

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed('');
  for (const [name, text] of texts) workspace.write(name, text);
  await workspace.engine.index.index({});
});
afterAll(() => workspace.close());

const read = (path: string): string => texts.get(path) ?? '';

/** Lines of a file as they are, where a trace points, and as a change of them. */
const asked = fc
  .record({
    name: fc.constantFrom(...names),
    at: fc.nat({ max: 200 }),
    length: fc.integer({ min: 1, max: 8 }),
    as: fc.constantFrom('text', 'place', 'trace', 'diff'),
    isSelected: fc.boolean(),
    budgetTokens: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 500, max: 6_000 })),
    model: fc.constantFrom('gpt-5', 'gpt-4', 'claude-sonnet-4-5'),
    includeTests: fc.boolean(),
  })
  .map(({ name, at, length, as, isSelected, ...options }) => {
    const lines = read(name).split('\n');
    const line = at % Math.max(1, lines.length - 1);
    const part = lines.slice(line, line + length).join('\n');
    const questions = {
      text: `${part} `,
      place: `${name}:${line + 1}`,
      trace: `Error: failed\n    at run (/srv/app/${name}:${line + 1}:3)\n${part}`,
      diff: `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n-${part}`,
    };
    const selection = { name, startLine: line + 1, endLine: line + length };
    return {
      query: questions[as as keyof typeof questions],
      selection: isSelected ? selection : undefined,
      ...options,
    };
  });

test('the budget holds, files are shown as they are, all that is offered works, and it comes again', async () => {
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ selection, ...options }) => {
      const uri = selection && pathToFileURL(join(workspace.root, selection.name)).href;
      const { startLine = 1, endLine = 1 } = selection ?? {};
      const request = {
        ...{ ...options, purpose: 'output' as const },
        ...(uri !== undefined && { anchors: { selections: [{ uri, startLine, endLine }] } }),
      };
      if (options.query.trim() === '') return;
      const answer = await answerOf(workspace.engine, operations.getContext, request).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'budget-too-small' });
        expect(selection).toBeDefined();
      });
      if (!answer) return;
      answers++;
      holdsItsBudget(answer);
      showsItsFiles(answer, read);
      await handlesOpen(workspace.engine, answer, read);
      expect((await runOperation(operations.getContext, workspace.engine, request)).text).toBe(answer.text);
      if (answer.blocks.length === 0) return;
      const blocks = answer.blocks.map((block) => {
        const { path, startLine: first, endLine: last, rung } = block;
        return { path, startLine: first, endLine: last, rung };
      });
      const again = await runOperation(operations.getContext, workspace.engine, { ...request, blocks });
      holdsItsBudget(again);
      showsItsFiles(again, read);
      // Sizes of what is whole are those of the index, so that for other models a signature may be no smaller.
      if (options.model === 'gpt-5') expect(again.text).toBe(answer.text);
    }),
    { numRuns: RUNS, seed: 4 },
  );
  expect(answers).toBeGreaterThan(RUNS / 2);
}, 600_000);
