// The verb `getOutline`: the skeleton of a file, a folder or the workspace as one text within a budget. The important
// files are shown best; a file that is only named has a handle, and those that are not even named are counted.

import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { sha256, sourceIdOf } from '../base/hash.js';
import type { Log } from '../base/log.js';
import { pause } from '../base/pause.js';
import { drilldownsFor } from '../budget/drilldown.js';
import { fit } from '../budget/fit.js';
import { DEFAULT_LIMITS } from '../budget/limits.js';
import { byText } from '../budget/order.js';
import { truncationOf } from '../budget/truncation.js';
import { type Ladder, openLadder } from '../compression/compress.js';
import type { SecretMasker } from '../indexing/secrets.js';
import { textOf } from '../indexing/workspace.js';
import type { Languages } from '../languages/languages.js';
import type { Omission } from '../model/block.js';
import type { Drilldown } from '../model/drilldown.js';
import type { GetOutlineRequest, GetOutlineResult, OutlineFile } from '../model/insights.js';
import type { Source } from '../model/source.js';
import type { TokenCounter } from '../tokens/counter.js';
import { safetyMarginOf } from './choice.js';
import type { CodeSearch } from './codeSearch.js';
import { completenessOf } from './indexStatus.js';
import {
  estimateOf,
  OUTLINE_RUNGS,
  type OutlineRung,
  optionsOf,
  type RankedFile,
  rankedFiles,
} from './outlineFiles.js';
import { placeNamed, shownPath } from './places.js';
import { mentionOf } from './render.js';

export interface OutlineServices {
  readonly languages: Languages;
  readonly log: Log;
  readonly maxParseLength: number;
  /** Absent where secrets are not masked. */
  readonly masker: SecretMasker | undefined;
  readonly counter: TokenCounter;
  /** Keeps an original, so that its handles open. Throws a UserError `storage`. */
  readonly keep: (source: Source, file?: string) => Promise<void>;
}

/** Throws UserErrors: `scope-invalid`, `budget-too-small`, and `storage` where what is left out could not be kept. */
export async function getOutline(
  search: CodeSearch,
  request: GetOutlineRequest,
  services: OutlineServices,
): Promise<GetOutlineResult> {
  const { folders, budget } = search;
  const { counter } = services;
  const place = request.path === undefined ? undefined : placeNamed(folders, request.path);
  const ranked = await rankedFiles(folders, place, (folder) => search.graphs.of(folder, search));
  const outline = new Outline(search, services, ranked);
  const limit = budget.tokens - safetyMarginOf(budget.tokens, counter.exact);
  const { parts, text, tokens, masked } = await outline.within(limit);
  for (const { made } of parts) await services.keep(made.source, made.file);
  const shown = parts.filter(({ rung }) => rung !== 'mention');
  const truncation = truncationOf('budget-exceeded', ranked.length, shown.length);
  const completeness = completenessOf(place ? [place.folder] : folders);
  return {
    text,
    tokens,
    tokenizer: counter.tokenizer,
    exact: counter.exact,
    budgetTokens: budget.tokens,
    files: parts.map((part) => fileOf(part, counter)),
    omissions: parts.flatMap(({ omissions }) => omissions),
    truncations: truncation ? [truncation] : [],
    completeness,
    drilldowns: drilldownsFor(
      {
        asked: { command: 'getOutline', args: { ...request } },
        truncations: [truncation],
        completeness,
        budgetTokens: budget.tokens,
        besides: outline.furtherIn(parts, request),
      },
      budget,
    ),
    masked,
    notes: [...(counter.note === undefined ? [] : [counter.note]), ...outline.notes()],
  };
}

/** A file that has been read. */
interface Made {
  readonly path: string;
  readonly source: Source;
  /** Where its bytes can be read again. */
  readonly file?: string;
  readonly ladder: Ladder;
  readonly tokens: Readonly<Record<Exclude<OutlineRung, 'none'>, number>>;
}

interface Part {
  readonly ranked: RankedFile;
  readonly made: Made;
  readonly rung: Exclude<OutlineRung, 'none'>;
  readonly text: string;
  readonly omissions: readonly Omission[];
}

interface Written {
  readonly parts: readonly Part[];
  readonly text: string;
  readonly tokens: number;
  readonly masked: number;
}

function fileOf({ made, rung, text }: Part, counter: TokenCounter): OutlineFile {
  const { path, ladder } = made;
  const { startLine, endLine, handle } = ladder.block;
  const lines = endLine - startLine + 1;
  return { path, ...(rung !== 'mention' && { level: rung }), lines, tokens: counter.count(text), handle };
}

/** An outline of a file has hardly ever fewer; more files than could be shown are not considered. */
const TOKENS_PER_FILE = 15;
const LEAST_CONSIDERED = 20;
const MOST_CONSIDERED = 2_000;
/** Folders of left-out files that a way to go on is offered for. */
const MOST_FOLDERS = 2;

class Outline {
  private readonly made = new Map<RankedFile, Made | undefined>();
  private changed = 0;

  constructor(
    private readonly search: CodeSearch,
    private readonly services: OutlineServices,
    private readonly ranked: readonly RankedFile[],
  ) {}

  /**
   * Chooses by what the index knows, reads what was chosen, and chooses again by what that costs, until the text holds.
   * Throws a UserError `budget-too-small` where not even the number of files fits.
   */
  async within(limit: number): Promise<Written> {
    const count = Math.max(LEAST_CONSIDERED, Math.min(MOST_CONSIDERED, Math.ceil(limit / TOKENS_PER_FILE)));
    const considered = this.ranked.slice(0, count);
    const estimates = new Map(considered.map((file) => [file, estimateOf(file)]));
    for (let target = limit; target > 0; ) {
      const options = considered.map((file) => {
        const made = this.made.get(file);
        // What could not be read is not chosen again.
        if (!made && this.made.has(file)) return [{ tokens: 0, utility: 0 }];
        const tokens = made?.tokens ?? estimates.get(file);
        return tokens ? optionsOf(file, tokens) : [];
      });
      const chosen = fit(options, target)?.map((option) => OUTLINE_RUNGS[option] ?? 'none') ?? [];
      if (await this.readNew(considered, chosen)) continue;
      const written = await this.write(this.partsOf(considered, chosen));
      if (written.tokens <= limit) return written;
      target -= written.tokens - limit;
    }
    const least = await this.write([]);
    if (least.tokens <= limit) return least;
    throw new UserError(
      'budget-too-small',
      t('A budget of {0} tokens is too small for an outline. Use at least {1}.', limit, least.tokens),
    );
  }

  /** Reads what was chosen for the first time; false where all was known. */
  private async readNew(files: readonly RankedFile[], chosen: readonly OutlineRung[]): Promise<boolean> {
    let isNew = false;
    for (const [at, file] of files.entries()) {
      if ((chosen[at] ?? 'none') === 'none' || this.made.has(file)) continue;
      await pause(this.search.signal);
      this.made.set(file, await this.read(file));
      isNew = true;
    }
    return isNew;
  }

  private async read({ folder, file }: RankedFile): Promise<Made | undefined> {
    const text = textOf(folder, file);
    if (text === undefined) {
      folder.indexer.filesChanged([file.name]);
      this.changed++;
      return undefined;
    }
    const { counter, languages, log, maxParseLength } = this.services;
    const path = shownPath(this.search.folders, folder, file.name);
    const source: Source = { id: sourceIdOf(sha256(text)), text, path };
    const task = { source, span: { start: 0, end: text.length }, counter };
    const ladder = await openLadder(task, { languages, log, maxParseLength });
    const isOpen = folder.indexer.documentText(file.name) !== undefined;
    const known = { path, source, ladder, ...(!isOpen && { file: join(folder.location.root, file.name) }) };
    const count = async (rung: Exclude<OutlineRung, 'none'>) => counter.count((await textAt(known, rung)).text);
    return {
      ...known,
      tokens: { mention: await count('mention'), outline: await count('outline'), skeleton: await count('skeleton') },
    };
  }

  private async partsOf(files: readonly RankedFile[], chosen: readonly OutlineRung[]): Promise<readonly Part[]> {
    const parts: Part[] = [];
    for (const [at, ranked] of files.entries()) {
      const [rung, made] = [chosen[at] ?? 'none', this.made.get(ranked)];
      if (rung !== 'none' && made) parts.push({ ranked, made, rung, ...(await textAt(made, rung)) });
    }
    return parts.sort((a, b) => byText(a.made.path, b.made.path));
  }

  /** Masked and counted as it is handed out. */
  private async write(found: readonly Part[] | Promise<readonly Part[]>): Promise<Written> {
    const parts = await found;
    const left = this.ranked.length - parts.length;
    const rest = left === 0 ? [] : [`… ${left} more file${left === 1 ? '' : 's'}\n`];
    const plain = [...parts.map(({ text }) => text), ...rest].join('\n');
    const { masker, counter } = this.services;
    const originals = parts.map(({ made }) => made.source.text);
    const { text, count } = masker ? await masker.mask(plain, originals) : { text: plain, count: 0 };
    return { parts, text, tokens: counter.count(text), masked: count };
  }

  /** The folders that most of the files are in which have no outline. */
  furtherIn(parts: readonly Part[], { path: asked, model, budgetTokens = 0 }: GetOutlineRequest): readonly Drilldown[] {
    // In a small budget there is no room for a folder either.
    const isLarge = budgetTokens > DEFAULT_LIMITS.tokens;
    const shown = new Set(parts.filter(({ rung }) => rung !== 'mention').map(({ ranked }) => ranked));
    const counts = new Map<string, number>();
    for (const ranked of this.ranked.filter((file) => !shown.has(file))) {
      const path = shownPath(this.search.folders, ranked.folder, ranked.file.name);
      const folder = path.split('/').slice(0, -1).join('/');
      if (folder !== '' && folder !== asked) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    return [...counts]
      .sort(([a, most], [b, more]) => more - most || byText(a, b))
      .slice(0, MOST_FOLDERS)
      .map(([path, files], at) => ({
        command: 'getOutline',
        args: { path, ...(model !== undefined && { model }), ...(isLarge && { budgetTokens }) },
        label: t('Outline of {0}', path),
        relevance: at === 0 ? 0.7 : 0.6,
        reason: `${files} files`,
      }));
  }

  notes(): readonly string[] {
    return this.changed > 0 ? [t('{0} files changed just now; ask once more for them.', this.changed)] : [];
  }
}

/** The part of the text that is about one file. */
async function textAt(
  { path, ladder }: Pick<Made, 'path' | 'ladder'>,
  rung: Exclude<OutlineRung, 'none'>,
): Promise<Pick<Part, 'text' | 'omissions'>> {
  const { startLine, endLine, handle } = ladder.block;
  const header = `=== ${path}:${startLine}-${endLine}\n`;
  if (rung === 'mention') {
    const { tokens } = ladder.original;
    const omission: Omission = { handle, reason: 'budget-exceeded', path, startLine, endLine, tokens };
    return { text: header + mentionOf(ladder.block), omissions: [omission] };
  }
  const { text, omissions } = await ladder.rung(rung);
  return { text: header + (text === '' || text.endsWith('\n') ? text : `${text}\n`), omissions };
}
