// An index that followed random edits says the same as one built from nothing.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { dump, indexOf } from '../../support/index.js';

const base = mkdtempSync(join(tmpdir(), 'pith-in-step-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let count = 0;

const FOLDERS = ['', 'src/', 'src/deep/', 'lib/'];
const FILES = ['alpha.ts', 'beta.ts', 'gamma.py', 'notes.md', 'package.json', 'Alpha.ts', 'script'];
const name = fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...FILES)).map(([folder, file]) => folder + file);
const word = fc.constantFrom('send', 'retry', 'Upload', 'queue', 'LIMIT', 'parse');

/** Text that means something in TypeScript, and is text in any other file. */
const text = fc
  .array(
    fc.oneof(
      word.map((one) => `export function ${one}() { return ${one}(1); }\n`),
      fc
        .tuple(word, word)
        .map(([one, other]) => `class ${one} extends ${other} {\n  run() { this.run(); ${other}.go(); }\n}\n`),
      fc.tuple(word, name).map(([one, from]) => `import { ${one} } from './${from.replace(/\.\w+$/, '.js')}';\n`),
      word.map((one) => `/** The ${one} of it. */\nexport const ${one} = 1;\n`),
      word.map((one) => `def ${one}(self):\n    return ${one}\n\n`),
      fc.constant('\n'),
      fc.constant('broken {{{ (\n'),
      fc.constant('// @generated\n'),
      fc.constant(`// ${'much '.repeat(30)}\n`),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const OPTIONS = { maxFileBytes: 400 };

/** An editor may know better than a name. */
const languageOf = (file: string): string | undefined => (file.endsWith('script') ? 'python' : undefined);

type Step =
  | { readonly kind: 'write' | 'open' | 'edit'; readonly name: string; readonly text: string }
  | { readonly kind: 'delete' | 'close'; readonly name: string }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'renameFolder'; readonly folder: string; readonly to: string }
  | { readonly kind: 'ignore'; readonly folder: string; readonly pattern: string }
  | { readonly kind: 'deleteFolder'; readonly folder: string };

const folder = fc.constantFrom('src', 'src/deep', 'lib', 'outside');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), name, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('open' as const), name, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), name, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), name, to: name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('ignore' as const),
      folder: fc.constantFrom(...FOLDERS),
      pattern: fc.constantFrom('lib/', '*.md', 'alpha.ts', ''),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteFolder' as const), folder }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('renameFolder' as const), folder, to: folder }) },
);

/** Does it on disk, or in an editor, and gives the names that a watcher would report. */
function act(root: string, one: Step, open: Map<string, string>): readonly string[] {
  const path = (file: string) => join(root, file);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
    return [file];
  };
  switch (one.kind) {
    case 'write':
      return write(one.name, one.text);
    case 'open':
      open.set(one.name, one.text);
      return [];
    case 'edit':
      if (open.has(one.name)) open.set(one.name, one.text);
      return [];
    case 'close':
      open.delete(one.name);
      return [];
    case 'delete':
      rmSync(path(one.name), { force: true });
      return [one.name];
    case 'rename':
      if (!existsSync(path(one.name)) || one.name === one.to) return [];
      mkdirSync(dirname(path(one.to)), { recursive: true });
      renameSync(path(one.name), path(one.to));
      return [one.name, one.to];
    case 'ignore':
      return write(`${one.folder}.gitignore`, one.pattern === '' ? '' : `${one.pattern}\n`);
    case 'renameFolder':
      // Of a folder that moved, watchers name nothing that is in it.
      if (!existsSync(path(one.folder)) || existsSync(path(one.to)) || `${one.to}/`.startsWith(`${one.folder}/`))
        return [];
      mkdirSync(dirname(path(one.to)), { recursive: true });
      renameSync(path(one.folder), path(one.to));
      return [one.folder, one.to];
    case 'deleteFolder':
      rmSync(path(one.folder), { recursive: true, force: true });
      return [one.folder];
  }
}

test('after any edits, reported or not', { timeout: 120_000 }, async () => {
  const runs = Number(process.env.PITH_FUZZ ?? 40);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 14 }), async (steps) => {
      const root = join(base, String(count++), 'files');
      mkdirSync(root, { recursive: true });
      const { indexer } = indexOf(root, join(root, '..', 'cache'), OPTIONS);
      const open = new Map<string, string>();
      await indexer.look();
      for (const [one, isReported] of steps) {
        const before = new Map(open);
        const names = act(root, one, open);
        for (const file of before.keys()) if (!open.has(file)) indexer.documentClosed(file);
        for (const [file, content] of open)
          if (before.get(file) !== content) indexer.documentChanged(file, content, languageOf(file));
        if (isReported) indexer.filesChanged(names);
        await (isReported ? indexer.flush() : indexer.look());
        // As whoever asks does: what was read once is remembered.
        dump(indexer.store);
      }
      const { indexer: fresh } = indexOf(root, join(root, '..', 'fresh'), OPTIONS);
      for (const [file, content] of open) fresh.documentChanged(file, content, languageOf(file));
      await fresh.look();
      expect(dump(indexer.store)).toEqual(dump(fresh.store));
      await Promise.all([indexer.close(), fresh.close()]);
    }),
    { seed: Number(process.env.PITH_SEED ?? 11), numRuns: runs },
  );
});

test('what is the same is not read again', async () => {
  const root = join(base, 'same');
  mkdirSync(root);
  writeFileSync(join(root, 'a.ts'), 'export const a = 1;\n');
  const first = indexOf(root, join(base, 'same-cache')).indexer;
  await first.look();
  const generation = first.store.generation();
  await first.close();
  // Past the tick in which a time is not believed.
  await new Promise((resolve) => setTimeout(resolve, 80));
  const second = indexOf(root, join(base, 'same-cache')).indexer;
  await second.look();
  const touched = second.store.generation();
  await second.look();
  expect(second.store.generation()).toBe(touched);
  expect(touched - generation).toBeLessThanOrEqual(1);
  await second.close();
});
