// A real engine over a small workspace that is given as one text, for tests of the verbs that read the index.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '../../server/src/engine.js';
import { openTestEngine } from './engine.js';
import { filesIn } from './workspace.js';

export interface IndexedWorkspace {
  readonly engine: Engine;
  readonly root: string;
  readonly uri: string;
  write(name: string, text: string): void;
  close(): Promise<void>;
}

/** The files of `text` (see `filesIn`), indexed. */
export async function openIndexed(text: string, settings: object = {}): Promise<IndexedWorkspace> {
  const root = mkdtempSync(join(tmpdir(), 'pith-indexed-'));
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  };
  for (const [name, content] of filesIn(text)) write(name, content);
  const { engine, close } = openTestEngine(settings);
  const uri = pathToFileURL(root).href;
  await engine.index.setFolders({ folders: [{ uri, name: basename(root) }], exclude: [] });
  await engine.index.index({});
  return {
    engine,
    root,
    uri,
    write,
    close: async () => {
      await close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
