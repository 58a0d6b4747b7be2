// Where the documents of a SCIP index are on this machine. An index names the folder it was made of as it was called
// there, in CI or in a container; it may be the workspace folder, a part of it, or one around it.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A document's path becomes one of the workspace: `cut` is taken from its front and `add` put there. */
export interface PathRule {
  readonly add: string;
  readonly cut: string;
}

/**
 * Of the folder that the index names, the one that it lies in and the workspace folder, the first that has most of
 * `documents`, which are some of the index's paths.
 */
export function pathRuleOf(
  root: string,
  scipPath: string,
  projectRoot: string | undefined,
  documents: readonly string[],
): PathRule {
  const named = projectRoot === undefined ? undefined : folderOf(projectRoot);
  const folders = [...(named === undefined ? [] : [named]), dirname(scipPath), root];
  const rules = folders.flatMap((folder) => ruleBetween(real(root), real(folder)) ?? []);
  const counts = rules.map((rule) => documents.filter((path) => isThere(root, rule, path)).length);
  const best = rules[counts.indexOf(Math.max(...counts))];
  return best ?? { add: '', cut: '' };
}

/** Undefined for documents that are not below the workspace folder. */
export const workspacePath = (path: string, { add, cut }: PathRule): string | undefined =>
  path.startsWith(cut) ? add + path.slice(cut.length) : undefined;

/** A path that stays below its folder: relative, with `/`, without empty parts, `.` and `..`. */
export const isInside = (path: string): boolean =>
  path !== '' &&
  !path.includes('\0') &&
  !isAbsolute(path) &&
  !/^[a-z]:/i.test(path) &&
  !path.split('/').some((part) => part === '' || part === '.' || part === '..');

function folderOf(uri: string): string | undefined {
  try {
    return resolve(fileURLToPath(uri));
  } catch {
    // Not a file, or not one of this platform.
    return undefined;
  }
}

/** Undefined where neither folder is in the other. */
function ruleBetween(root: string, folder: string): PathRule | undefined {
  const below = relative(root, folder);
  if (below === '') return { add: '', cut: '' };
  if (isBelow(below)) return { add: `${slashed(below)}/`, cut: '' };
  const around = relative(folder, root);
  return isBelow(around) ? { add: '', cut: `${slashed(around)}/` } : undefined;
}

const isBelow = (path: string): boolean => path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);

const slashed = (path: string): string => path.replaceAll(sep, '/');

function isThere(root: string, rule: PathRule, path: string): boolean {
  const inWorkspace = workspacePath(path, rule);
  return inWorkspace !== undefined && existsSync(join(root, inWorkspace));
}

/** The path without links, or as it is where it does not exist. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
