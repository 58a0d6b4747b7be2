// What is remembered of originals whose text was evicted: their hash and file, so that the file on disk can still
// serve while it is unchanged, and so that "gone" can be told from "never known". One line of JSON each, oldest first.

import { join } from 'node:path';
import { type Disk, orMissing, writeWhole } from './disk.js';
import { type EntryHeader, parseHeaderLine } from './entry.js';

/** About 10,000 lines; searched as a whole, which takes a few milliseconds. */
const MAX_BYTES = 4 * 1024 * 1024;

export class Evicted {
  private readonly file: string;

  constructor(
    private readonly disk: Disk,
    directory: string,
  ) {
    this.file = join(directory, 'evicted.jsonl');
  }

  /** Appends whole lines, so that two processes can do it at once. The older half goes when there are too many. */
  async remember(entries: readonly (readonly [sourceId: string, header: EntryHeader])[]): Promise<void> {
    if (entries.length === 0) return;
    const lines = entries.map(([sourceId, header]) => `${sourceId} ${JSON.stringify(header)}\n`).join('');
    await this.disk.appendFile(this.file, lines, { mode: 0o600 });
    const { size } = await this.disk.stat(this.file);
    if (size > MAX_BYTES) await this.forgetOlderHalf();
  }

  async find(sourceId: string): Promise<readonly EntryHeader[]> {
    const text = await this.read();
    const found: EntryHeader[] = [];
    const key = `${sourceId} `;
    for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
      if (at > 0 && text[at - 1] !== '\n') continue;
      const end = text.indexOf('\n', at);
      const header = parseHeaderLine(text.slice(at + key.length, end === -1 ? undefined : end));
      if (header) found.push(header);
    }
    return found;
  }

  private async read(): Promise<string> {
    return (await orMissing(this.disk.readFile(this.file, 'utf8'))) ?? '';
  }

  private async forgetOlderHalf(): Promise<void> {
    const text = await this.read();
    const start = text.indexOf('\n', text.length / 2) + 1;
    await writeWhole(this.disk, this.file, Buffer.from(text.slice(start)));
  }
}
