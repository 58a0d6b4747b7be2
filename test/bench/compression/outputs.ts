// What comes out of the whole engine for one file at every level: does it parse, how much is left, and does every
// omission come back. Secrets are not masked here: a masked line could not be compared with the original.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../../../server/src/base/log.js';
import { parseSettings } from '../../../server/src/config.js';
import type { Engine } from '../../../server/src/engine.js';
import type { CompressResult } from '../../../server/src/model/verbs.js';
import { openEngine } from '../../../server/src/openEngine.js';
import type { CorpusFile } from './corpus.js';
import { proveRestorable } from './restore.js';
import { GRAMMARS, RUNTIME_WASM, type Syntax, type SyntaxFault } from './syntax.js';
import { RUNGS } from './timing.js';

export interface Output {
  readonly level: (typeof RUNGS)[number];
  readonly keptRatio: number;
  /** A syntax error that the original does not have. */
  readonly newFault?: SyntaxFault;
  /** Why the original cannot be had back from the text and its handles. */
  readonly loss?: string;
  readonly omissions: number;
  /** What the engine had to say, e.g. that it fell back to text rules. */
  readonly notes: readonly string[];
}

/** An engine over an empty folder of its own, for the time of `work`. */
export async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'pith-bench-'));
  const engine = openEngine({
    settings: parseSettings({ secrets: { mask: false } }),
    dataDirectory,
    cacheDirectory: dataDirectory,
    version: '0.0.0',
    log: silentLog,
    grammarsDirectory: GRAMMARS,
    runtimeWasm: RUNTIME_WASM,
    now: () => new Date(0),
  });
  try {
    return await work(engine);
  } finally {
    engine.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

export async function outputsOf({ path, text }: CorpusFile, engine: Engine, syntax: Syntax): Promise<Output[]> {
  const faultsBefore = syntax.errors(text);
  const input = { uri: pathToFileURL(path).href, label: path, text };
  const outputs: Output[] = [];
  for (const level of RUNGS) {
    const result = await engine.compress({ inputs: [input], level, purpose: 'output' });
    const newFault = freshFault(syntax.errors(result.text), faultsBefore);
    const loss = await lossOf(text, result, engine);
    outputs.push({
      level,
      keptRatio: result.keptRatio,
      ...(newFault && { newFault }),
      ...(loss !== undefined && { loss }),
      omissions: result.omissions.length,
      notes: result.blocks.flatMap(({ notes }) => notes),
    });
  }
  return outputs;
}

/** An old error may look different beside a cut, so errors are counted, not compared. */
function freshFault(after: readonly SyntaxFault[], before: readonly SyntaxFault[]): SyntaxFault | undefined {
  if (after.length <= before.length) return undefined;
  const known = new Set(before.map(({ what }) => what));
  return after.find(({ what }) => !known.has(what)) ?? after.at(-1);
}

async function lossOf(text: string, result: CompressResult, engine: Engine): Promise<string | undefined> {
  if (result.tokens.after > result.tokens.before) return 'larger than the original';
  const expansions = new Map<string, string>();
  try {
    for (const { handle } of result.omissions) expansions.set(handle, (await engine.expand({ handle })).text);
    proveRestorable(text, result.text, expansions);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
