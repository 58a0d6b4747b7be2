// Modules, impact, calls and outlines of a small workspace; every drilldown that is seen is followed.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GetCallGraphResult } from '../../../server/src/model/insights.js';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { answerOf } from '../../support/drilldowns.js';
import { openTestEngine } from '../../support/engine.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

const FILES = `
  //- package.json
  { "name": "files", "workspaces": ["core", "app", "cli"] }
  //- core/package.json
  { "name": "core", "description": "Sends things. And more." }
  //- core/README.md
  # Core

  [![badge](x)](y)

  Sends *parts* of [files](z) until they arrive. It retries.
  //- core/retry.ts
  /** Tries again. */
  export function retry(work: () => void): void {
    attempt(work);
  }
  function attempt(work: () => void): void {
    try {
      work();
    } catch {
      retry(work);
    }
  }
  export const LIMIT = 3;
  //- core/upload.ts
  import { retry } from './retry.js';
  export interface Target {
    send(part: string): void;
  }
  export class Upload implements Target {
    send(part: string): void {
      retry(() => console.log(part));
    }
  }
  export function unused(): void {}
  //- app/package.json
  { "name": "app" }
  //- app/main.ts
  import { Upload, type Target } from '../core/upload.js';
  import { retry } from '../core/retry.js';
  export function start(target: Target): void {
    retry(() => target.send('a'));
  }
  export function run(): void {
    start(new Upload());
  }
  run();
  //- cli/package.json
  { "name": "cli" }
  //- cli/index.ts
  // Starts the app from a terminal.
  import { run } from '../app/main.js';
  export function main(): void {
    run();
  }
  //- core/retry.test.ts
  import { retry } from './retry.js';
  retry(() => undefined);
`;

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed(FILES);
});
afterAll(() => workspace.close());

const overview = (request: object) => answerOf(workspace.engine, operations.getModuleOverview, request);
const impact = (symbol: string, request: object = {}) =>
  answerOf(workspace.engine, operations.analyzeImpact, { symbol, ...request });
const calls = (symbol: string, request: object = {}) =>
  answerOf(workspace.engine, operations.getCallGraph, { symbol, ...request });

describe('modules', () => {
  test('are listed with what depends on them, the most depended on first', async () => {
    const { modules, truncations, drilldowns } = await overview({});
    expect(modules.map(({ path, fileCount, impactCount, by }) => `${path} ${fileCount} ${impactCount} ${by}`)).toEqual([
      'core 5 1 package.json',
      'app 2 1 package.json',
      'cli 2 0 package.json',
      '. 1 0 package.json',
    ]);
    expect([truncations, drilldowns]).toEqual([[], []]);
  });

  test('that are too many are counted, and the drilldowns lead to the first and to all', async () => {
    const { modules, truncations, drilldowns } = await overview({ limit: 2 });
    expect(modules.map(({ path }) => path)).toEqual(['core', 'app']);
    expect(truncations).toEqual([{ reason: 'max-modules', originalCount: 4, returnedCount: 2, droppedCount: 2 }]);
    expect(drilldowns.map(({ label }) => label)).toEqual(['Explore top module: core', 'Show all 4']);
  });

  test('are told of by id, by path and by a file of theirs', async () => {
    const byPath = await overview({ module: 'core' });
    expect(byPath.overview).toMatchObject({
      path: 'core',
      responsibility: 'Sends parts of files until they arrive.',
      fileCount: 5,
      imports: [],
      importedBy: [{ path: 'app', files: 1 }],
      commits: [],
    });
    expect(byPath.overview?.topSymbols.map(({ symbol, referenceCount }) => `${symbol.name} ${referenceCount}`)).toEqual(
      ['retry 4', 'Target 2', 'Upload 1', 'LIMIT 0', 'unused 0'],
    );
    const [info] = byPath.modules;
    expect(await overview({ module: info?.id })).toEqual(byPath);
    expect(await overview({ module: './core/' })).toEqual(byPath);
    expect(await overview({ module: 'core/retry.ts' })).toEqual(byPath);
  });

  test('say what they are for in the words of a manifest or of a comment', async () => {
    expect((await overview({ module: 'cli' })).overview?.responsibility).toBe('Starts the app from a terminal.');
    expect((await overview({ module: 'app' })).overview?.responsibility).toBeUndefined();
    const { overview: app } = await overview({ module: 'app' });
    expect(app?.imports).toMatchObject([{ path: 'core', files: 1 }]);
  });

  test('that are not there are an error', async () => {
    const asked = runOperation(operations.getModuleOverview, workspace.engine, { module: 'nowhere' });
    await expect(asked).rejects.toMatchObject({ code: 'scope-invalid' });
  });

  test('with git tell what changed in them last, and mask its secrets', async () => {
    const place = await openIndexed(FILES);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], {
        cwd: place.root,
        env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' },
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'Begin');
    for (let at = 0; at < 6; at++) {
      place.write('core/retry.ts', `export const LIMIT = ${at};\n`);
      git('commit', '-aqm', at === 5 ? 'Use AKIAQWERTYUIOPASDF23' : `Try ${at}\n\nMore`);
    }
    const { engine } = place;
    const request = { module: 'core' };
    const { overview: core } = await runOperation(operations.getModuleOverview, engine, request);
    expect(core?.commits.map(({ subject }) => subject.slice(0, 5))).toEqual([
      'Use *',
      'Try 4',
      'Try 3',
      'Try 2',
      'Try 1',
    ]);
    expect(core?.commits[0]?.time).toBe('2026-01-01T00:00:00.000Z');
    const app = await runOperation(operations.getModuleOverview, engine, { module: 'app' });
    expect(app.overview?.commits.map(({ subject }) => subject)).toEqual(['Begin']);
    await place.close();
  });
});

describe('impact', () => {
  const listed = async (symbol: string, request: object = {}) =>
    (await impact(symbol, request)).items.map(
      ({ kind, name, distance, confidence, via }) =>
        `${kind} ${name} ${distance} ${confidence}${via === undefined ? '' : ` via ${via}`}`,
    );

  test('tells who uses a symbol, and who uses those, the closest first', async () => {
    expect(await listed('retry')).toEqual([
      'direct-caller attempt 1 0.95',
      'direct-caller start 1 0.9',
      'direct-caller Upload.send 1 0.9',
      'transitive-caller run 2 0.855 via start',
      'test-dependency core/retry.test.ts 1 0.9',
    ]);
    expect(await listed('retry', { depth: 3, includeTests: false })).toEqual([
      'direct-caller attempt 1 0.95',
      'direct-caller start 1 0.9',
      'direct-caller Upload.send 1 0.9',
      'transitive-caller run 2 0.855 via start',
      'transitive-caller app/main.ts 3 0.81225 via run',
      'transitive-caller main 3 0.7695 via run',
    ]);
  });

  test('tells apart how it is used', async () => {
    expect(await listed('Target')).toEqual([
      'implements-interface Upload 1 0.95',
      'transitive-caller run 2 0.855 via Upload',
      'type-dependency start 1 0.9',
    ]);
    expect(await listed('unused')).toEqual([]);
  });

  test('judges who sees it and how risky a change is', async () => {
    const { visibility, risk, directCount, transitiveCount, modules, confidence } = await impact('retry');
    expect(visibility).toEqual({ level: 'public', confidence: 0.95, by: 'modifiers' });
    expect(risk.factors).toEqual({ visibility: 1, callers: 0.45534, modules: 0.30103, kind: 0.7 });
    expect(risk).toMatchObject({ level: 'medium', score: expect.closeTo(0.6046, 4) });
    expect([directCount, transitiveCount]).toEqual([4, 1]);
    expect(modules.map(({ path, items }) => `${path} ${items}`)).toEqual(['core 3', 'app 2']);
    expect(confidence).toEqual({ tier: 'medium', score: 0.79 });
    expect((await impact('attempt')).visibility).toEqual({ level: 'internal', confidence: 0.7, by: 'references' });
    expect((await impact('unused')).risk.level).toBe('low');
  });

  test('is cut where it is long: callers of callers go first, then what is least close', async () => {
    expect(await listed('retry', { limit: 4 })).toEqual([
      'direct-caller attempt 1 0.95',
      'direct-caller start 1 0.9',
      'direct-caller Upload.send 1 0.9',
      'test-dependency core/retry.test.ts 1 0.9',
    ]);
    const { items, truncations, drilldowns } = await impact('retry', { limit: 2 });
    expect(items.map(({ name }) => name)).toEqual(['attempt', 'start']);
    expect(truncations).toEqual([{ reason: 'max-items', originalCount: 5, returnedCount: 2, droppedCount: 3 }]);
    expect(drilldowns.map(({ label }) => label)).toEqual(['Scope to module core', 'Show all 5']);
  });
});

describe('calls', () => {
  const drawn = ({ nodes, edges }: GetCallGraphResult) => {
    const name = new Map(nodes.map(({ id, name: own, distance }) => [id, `${own}(${distance})`]));
    return edges.map(({ from, to, confidence, line }) => `:${line} ${name.get(from)} → ${name.get(to)} ${confidence}`);
  };

  test('are followed in both directions, with how sure each is', async () => {
    const graph = await calls('start');
    expect(graph.nodes[0]).toMatchObject({ name: 'start', kind: 'function', path: 'app/main.ts', distance: 0 });
    expect(drawn(graph)).toEqual([
      ':4 start(0) → retry(1) 0.9',
      ':7 run(-1) → start(0) 0.95',
      ':9 app/main.ts(-2) → run(-1) 0.95',
      ':4 main(-2) → run(-1) 0.9',
      ':3 retry(1) → attempt(2) 0.95',
    ]);
  });

  test('go to a depth in a direction', async () => {
    expect(drawn(await calls('start', { direction: 'callers', depth: 1 }))).toEqual([':7 run(-1) → start(0) 0.95']);
    expect(drawn(await calls('start', { direction: 'callees', depth: 1 }))).toEqual([':4 start(0) → retry(1) 0.9']);
    expect(drawn(await calls('retry', { direction: 'callers', depth: 1, includeTests: false }))).toHaveLength(3);
  });

  test('in a circle are told', async () => {
    const { nodes, cycles } = await calls('attempt', { direction: 'callees', depth: 5 });
    expect(nodes.map(({ name }) => name)).toEqual(['attempt', 'retry']);
    expect(cycles).toEqual([nodes.map(({ id }) => id)]);
    expect((await calls('main', { direction: 'callees', depth: 1 })).cycles).toEqual([]);
  });

  test('that are too many are counted, and can all be shown', async () => {
    const { nodes, truncations, drilldowns } = await calls('retry', { direction: 'callers', depth: 1, branching: 2 });
    expect(nodes.map(({ name }) => name)).toEqual(['retry', 'attempt', 'start']);
    expect(truncations).toEqual([{ reason: 'max-items', originalCount: 5, returnedCount: 3, droppedCount: 2 }]);
    expect(drilldowns.map(({ label }) => label)).toEqual(['Show 5 symbols']);
    const few = await calls('start', { limit: 2 });
    expect(few.nodes).toHaveLength(2);
    expect(few.truncations).toMatchObject([{ reason: 'max-items', returnedCount: 2 }]);
  });
});

describe('an outline', () => {
  const bodies = (count: number, name: string) =>
    Array.from(
      { length: count },
      (_, at) => `/** Does ${name} ${at}. At length. */
      export function ${name}${at}(input: string[]): number {
        let sum = 0;
        for (const value of input) {
          if (value.length > ${at}) sum += value.length * ${at + 1};
          else console.log('skipped', value, sum);
        }
        return sum;
      }`,
    ).join('\n');
  let large: IndexedWorkspace;
  beforeAll(async () => {
    large = await openIndexed(`
      //- package.json
      {}
      //- lib/used.ts
      ${bodies(8, 'used')}
      //- lib/deep/other.ts
      import { used1 } from '../used.js';
      ${bodies(20, 'other')}
      //- lib/deep/more.ts
      import { used2 } from '../used.js';
      ${bodies(20, 'more')}
      //- test/used.test.ts
      import { used3 } from '../lib/used.js';
      ${bodies(8, 'tested')}
      //- keys.ts
      export const KEY = 'AKIAQWERTYUIOPASDF23';
      ${bodies(3, 'keyed')}
    `);
  });
  afterAll(() => large.close());

  const of = (request: object) => answerOf(large.engine, operations.getOutline, request);

  test('shows signatures in the order of paths, with handles for what is left out', async () => {
    const { text, files, omissions, truncations, budgetTokens, tokens } = await of({ path: 'lib/used.ts' });
    expect(text).toContain('=== lib/used.ts:1-');
    expect(text).toContain('export function used7(input: string[]): number');
    expect(text).not.toContain('sum += value.length');
    expect(files.map(({ path, level }) => `${path} ${level}`)).toEqual(['lib/used.ts skeleton']);
    expect([truncations, budgetTokens]).toEqual([[], 4000]);
    expect(tokens).toBe((await large.engine.count({ inputs: [{ uri: 'untitled:a', text }] })).tokens);
    const [handle = ''] = omissions.map((omission) => omission.handle);
    expect((await large.engine.expand({ handle })).text).toContain('sum += value.length');
  });

  test('of all is within every budget, and the important files are shown best', async () => {
    for (const budgetTokens of [12, 40, 80, 150, 300, 600, 1_200, 2_400, 10_000]) {
      const { text, tokens, files, truncations } = await of({ budgetTokens });
      const { tokens: counted } = await large.engine.count({ inputs: [{ uri: 'untitled:a', text }] });
      expect(counted, text).toBe(tokens);
      expect(tokens).toBeLessThanOrEqual(budgetTokens);
      const left = 6 - files.length;
      if (left > 0) expect(text).toContain(`… ${left} more file${left === 1 ? '' : 's'}`);
      const outlined = files.filter(({ level }) => level !== undefined);
      expect(outlined.length + (truncations[0]?.droppedCount ?? 0)).toBe(6);
      if (budgetTokens === 300) expect(outlined.map(({ path }) => path)).toContain('lib/used.ts');
    }
  });

  test('masks secrets', async () => {
    const { text, masked } = await of({ path: 'keys.ts' });
    expect(text).toContain("KEY = '***'");
    expect(masked).toBe(1);
  });

  test('offers more tokens and the folders that are left out', async () => {
    const { drilldowns } = await of({ budgetTokens: 300 });
    expect(drilldowns.map(({ label }) => label)).toEqual([
      'Raise the budget to 600 tokens',
      'Outline of lib/deep',
      'Outline of test',
    ]);
  });

  test('that cannot be is an error', async () => {
    const ask = (request: object) => runOperation(operations.getOutline, large.engine, request);
    await expect(ask({ budgetTokens: 1 })).rejects.toMatchObject({ code: 'budget-too-small' });
    await expect(ask({ budgetTokens: -1 })).rejects.toMatchObject({ code: 'usage' });
    await expect(ask({ path: 'nowhere' })).rejects.toMatchObject({ code: 'scope-invalid' });
    expect((await ask({ budgetTokens: 0 })).budgetTokens).toBe(4_000);
  });
});

test('without a folder there is nothing to ask', async () => {
  const { engine, close } = openTestEngine();
  await expect(runOperation(operations.getModuleOverview, engine, {})).rejects.toMatchObject({ code: 'index-missing' });
  await expect(runOperation(operations.getOutline, engine, {})).rejects.toMatchObject({ code: 'index-missing' });
  const named = { symbol: 'send' };
  await expect(runOperation(operations.analyzeImpact, engine, named)).rejects.toMatchObject({ code: 'index-missing' });
  await expect(runOperation(operations.findReferences, engine, named)).rejects.toMatchObject({ code: 'index-missing' });
  await close();
});
