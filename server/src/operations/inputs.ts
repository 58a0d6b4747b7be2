// Schemas that several verbs share.

import { t } from '@vscode/l10n';
import { z } from 'zod';

const span = z
  .object({ start: z.number().int().min(0), end: z.number().int().min(0) })
  .refine(({ start, end }) => start <= end, { error: () => t('a span must not end before it starts') });

export const documentInput = z.object({
  uri: z.string().min(1),
  text: z.string().exactOptional(),
  languageId: z.string().exactOptional(),
  label: z.string().exactOptional(),
  spans: z.array(span).exactOptional(),
});

export const documentInputs = z
  .array(documentInput)
  .min(1, { error: () => t('name at least one document') })
  .max(100_000);

/** Questions are short; a pasted issue is still one. */
export const question = z.string().max(100_000).exactOptional();

export const model = z.string().min(1).max(200).exactOptional();

/** Of the answer before; an empty one asks for the first page. */
export const cursor = z.string().max(1_000).exactOptional();

/** Whatever is pasted is a question; of a log of megabytes its beginning and its end are read. */
export const query = z.string().max(20_000_000);

const place = z
  .object({ uri: z.string().min(1), startLine: z.number().int().min(1), endLine: z.number().int().min(1) })
  .refine(({ startLine, endLine }) => startLine <= endLine, {
    error: () => t('a selection must not end before it starts'),
  });

export const anchors = z
  .object({ open: z.array(z.string()).max(1_000).exactOptional(), selections: z.array(place).max(100).exactOptional() })
  .exactOptional();
/** An id, a name, or a name with its containers. */
export const symbol = z.string().min(1).max(1_000);

/** 0 stands for the default, as everywhere in a budget. */
export const budgetTokens = z.number().int().min(0).max(100_000_000).exactOptional();
