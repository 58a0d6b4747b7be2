// Settings: one schema, one sentence a field. `package.json` is checked against it by `test/contracts`.
// Parsed once by the host and handed down in slices; nothing below reads the environment.

import { t } from '@vscode/l10n';
import { z } from 'zod';
import { LEVELS } from './model/block.js';
import { UserError } from './base/errors.js';

export const settingsSchema = z.object({
  /** The model counts are given for: decides the tokenizer. */
  model: z.string().min(1).default('gpt-5'),
  compress: z
    .object({
      /** The level used where none is chosen. */
      level: z.enum(LEVELS).default('focus'),
    })
    .prefault({}),
  meter: z
    .object({
      /** Show the selection's count and what the default level makes of it at the end of the selection. */
      inline: z.boolean().default(true),
      /** Milliseconds without a change of the selection before it is measured. */
      delayMs: z.number().int().min(50).max(5_000).default(250),
    })
    .prefault({}),
  secrets: z
    .object({
      /** Mask secrets before text leaves Pith. */
      mask: z.boolean().default(true),
    })
    .prefault({}),
  store: z
    .object({
      /** Most megabytes of originals kept on disk, oldest removed first. */
      maxMegabytes: z.number().int().min(1).max(65_536).default(256),
    })
    .prefault({}),
  index: z
    .object({
      /** Keep an index of the workspace's symbols, references and text. */
      enabled: z.boolean().default(true),
      /** Threads that read and parse; 0 takes the cores that are idle, but never all of them. */
      threads: z.number().int().min(0).max(64).default(0),
      /** Globs of files to index although they look generated, vendored or minified. */
      include: z.array(z.string().min(1)).default([]),
      /** Globs of files to leave out, besides what ignore files, `files.exclude` and `search.exclude` say. */
      exclude: z.array(z.string().min(1)).default([]),
      /** Folder for indexes; the user's cache folder where empty. */
      directory: z.string().default(''),
      /** Most files of a workspace folder that are indexed. */
      maxFiles: z.number().int().min(1).max(2_000_000).default(200_000),
      /** Path of a SCIP index, relative to the workspace folder. */
      scipPath: z.string().default('index.scip'),
    })
    .prefault({}),
  budget: z
    .object({
      /** Most tokens of a context or an outline where none are asked for; 0 stands for 4,000, as it does for the others' defaults. */
      tokens: z.number().int().min(0).max(10_000_000).default(4_000),
      /** Most modules that one answer lists. */
      maxModules: z.number().int().min(0).max(10_000).default(10),
      /** Most symbols listed of a module. */
      maxSymbolsPerModule: z.number().int().min(0).max(10_000).default(5),
      /** Most symbols listed as touched by a change. */
      maxImpactItems: z.number().int().min(0).max(10_000).default(20),
      /** Most ways to go on that an answer offers. */
      maxDrilldowns: z.number().int().min(0).max(100).default(5),
    })
    .prefault({}),
  limits: z
    .object({
      /** Largest file, in bytes, that is parsed with a grammar; larger ones get text rules. */
      maxParseBytes: z.number().int().min(1_000).max(50_000_000).default(1_000_000),
      /** Largest file, in bytes, that is read at all. */
      maxFileBytes: z.number().int().min(1_000).max(500_000_000).default(52_428_800),
      /** Most files taken from folders in one go. */
      maxFiles: z.number().int().min(1).max(100_000).default(5_000),
      /** Most references that one query looks at. */
      maxReferences: z.number().int().min(1).max(1_000_000).default(10_000),
      /** Most symbols that one search gives. */
      maxSymbols: z.number().int().min(1).max(100_000).default(1_000),
      /** Milliseconds that a query waits for all backends of a union. */
      maxUnionMs: z.number().int().min(100).max(600_000).default(60_000),
      /** Megabytes of a SCIP index above which its size is warned of. */
      maxScipMegabytes: z.number().int().min(1).max(100_000).default(500),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Parses settings from a host. Throws a UserError that names the field and what it accepts. */
export function parseSettings(raw: unknown): Settings {
  const parsed = settingsSchema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `pith.${issue.path.join('.')}: ${issue.message}`);
  throw new UserError('usage', t('Settings are not valid. {0}', problems.join('; ')));
}

export const defaultSettings: Settings = settingsSchema.parse({});
