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
  limits: z
    .object({
      /** Largest file, in bytes, that is parsed with a grammar; larger ones get text rules. */
      maxParseBytes: z.number().int().min(1_000).max(50_000_000).default(1_000_000),
      /** Largest file, in bytes, that is read at all. */
      maxFileBytes: z.number().int().min(1_000).max(500_000_000).default(52_428_800),
      /** Most files taken from folders in one go. */
      maxFiles: z.number().int().min(1).max(100_000).default(5_000),
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
