// Source code, level by level. A source is parsed once; each level is a list of cuts that is checked by one more parse.
// What the levels take out is decided in `code/`; whether a draft is accepted, in `compress.ts`. JSON is not code here.

import { t } from '@vscode/l10n';
import { lineStarts } from '../base/text.js';
import type { OmissionReason, Span } from '../model/block.js';
import type { Structure } from '../model/source.js';
import type { Language, Languages } from '../languages/languages.js';
import { partsOf } from '../languages/parts.js';
import { commentGroups, licencePieces } from './code/comments.js';
import { deadCodePieces } from './code/deadCode.js';
import { chooseUnits } from './code/focus.js';
import { outlineCut } from './code/outline.js';
import type { Marking, Piece } from './code/pieces.js';
import { planCuts } from './code/plan.js';
import { signaturesKept } from './code/signatures.js';
import { unitsOf } from './code/units.js';
import { applyCuts, type Compressor, type Cut, type Draft, type Task } from './draft.js';
import { validCuts } from './validate.js';

/**
 * Undefined where the language of the source is unknown or has no comments to write markers in.
 * Throws what `Languages.structure` throws: a `SyntaxUnavailable` asks for text rules instead.
 */
export async function openCode(task: Task, languages: Languages): Promise<Compressor | undefined> {
  const language = languages.identify(task.source);
  if (!language?.comment) return undefined;
  const structure = await languages.structure(task.source.text, language, task.signal);
  const reading: Reading = { task, languages, language, structure, marking: markingOf(task, languages, language) };
  const tidyPieces = once(() => tidy(reading));
  return {
    language: language.id,
    notes: notesOn(structure, task.span),
    async draft(level) {
      if (level === 'outline') return outline(reading, await tidyPieces());
      const pieces = [...(await tidyPieces()), ...(level === 'tidy' ? [] : thinned(reading, level))];
      return draftOf(reading, planCuts(reading.marking, structure, pieces));
    },
  };
}

/** A source as the levels see it. */
interface Reading {
  readonly task: Task;
  readonly languages: Languages;
  readonly language: Language;
  readonly structure: Structure;
  readonly marking: Marking;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function markingOf({ source, span, counter }: Task, languages: Languages, language: Language): Marking {
  const languageAt = languageByPart(source, languages, language);
  return {
    source,
    counter,
    bounds: span,
    starts: lineStarts(source.text),
    languageAt,
    styleAt: (offset) => (languageAt(offset) ?? language).comment,
  };
}

/** Scripts and styles inside a component or page have comments of their own. */
function languageByPart(source: Task['source'], languages: Languages, language: Language) {
  const parts = partsOf(source).flatMap(({ span, languageId }) => {
    const part = languages.identify({ languageId });
    return part ? [{ span, language: part }] : [];
  });
  if (parts.length === 0) return () => language;
  return (offset: number): Language | undefined =>
    parts.find(({ span }) => span.start <= offset && offset < span.end)?.language;
}

async function tidy({ task, languages, structure, marking }: Reading): Promise<Piece[]> {
  const { text } = task.source;
  const groups = commentGroups(text, structure.comments);
  const docs = structure.declarations.flatMap(({ doc }) => (doc ? [doc] : []));
  const { languageAt } = marking;
  const signal = task.signal && { signal: task.signal };
  const dead = await deadCodePieces(text, groups, { languages, languageAt, docs, ...signal });
  return [...licencePieces(text, groups), ...dead].filter(({ span }) => isWithin(span, task.span));
}

const isWithin = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** What `focus` and `skeleton` take out beyond `tidy`. */
function thinned({ task, structure }: Reading, level: 'focus' | 'skeleton'): readonly Piece[] {
  const { source, span, question } = task;
  const { units, loose } = unitsOf(source.text, structure, span);
  const kept = level === 'focus' ? chooseUnits(source.text, structure, units, question) : new Set();
  return [...loose, ...units.flatMap((unit) => (kept.has(unit) ? [] : unit.pieces))];
}

/**
 * Blanks, and comments that become comments on the same lines: the tokens of the language stay the same ones, so a
 * source without syntax errors cannot get any and the second parse, a third of the cost of `tidy`, is saved.
 */
const TRIVIA: ReadonlySet<OmissionReason> = new Set(['whitespace', 'licence', 'commented-out']);

async function draftOf(reading: Reading, cuts: readonly Cut[]): Promise<Draft | undefined> {
  const { task, languages, language, structure } = reading;
  if (cuts.length === 0) return undefined;
  const check = async (text: string) => (await languages.check(text, language, task.signal)).errors;
  const isSafe = structure.errors.length === 0 && cuts.every(({ reason }) => TRIVIA.has(reason));
  const valid = isSafe ? cuts : await validCuts({ text: task.source.text, errors: structure.errors, check }, cuts);
  const text = valid && applyCuts(task, valid);
  // A text of blanks only is left alone: nothing would remain of it.
  if (!valid || !text?.trim()) return undefined;
  return { text, cuts: valid, faithfulness: signaturesKept(task.source.text, structure, task.span, valid) };
}

/** An outline is a comment and nothing else, so it needs no check; it must be smaller than the skeleton to be of use. */
function outline(reading: Reading, tidyPieces: readonly Piece[]): Draft | undefined {
  const { task, marking, structure, language } = reading;
  const cut = language.comment && outlineCut(marking, structure, language.comment);
  if (!cut) return undefined;
  const skeleton = planCuts(marking, structure, [...tidyPieces, ...thinned(reading, 'skeleton')]);
  const text = applyCuts(task, [cut]);
  if (task.counter.count(text) >= task.counter.count(applyCuts(task, skeleton))) return undefined;
  return { text, cuts: [cut], faithfulness: 0 };
}

function notesOn({ declarations, errors }: Structure, span: Span): string[] {
  if (!errors.some(({ start, end }) => start < span.end && end >= span.start)) return [];
  const kept = declarations.filter((declaration) => declaration.hasError && isWithin(declaration.span, span)).length;
  if (kept === 0) return [t('Syntax errors: the code around them is kept in full.')];
  if (kept === 1) return [t('Syntax errors: 1 declaration is kept in full.')];
  return [t('Syntax errors: {0} declarations are kept in full.', kept)];
}
