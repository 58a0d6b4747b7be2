// The tree of the view as data: which nodes there are and what is below them. What they say is `items.ts`.

import type { Completeness, ContextBlock, Drilldown, Omission, Truncation } from '../../../server/src/protocol.js';
import { byFile, type Found, type Group, type Place } from './found.js';
import type { Pack } from './pack.js';
import type { Shown } from './session.js';

export type ContextNode = { readonly id: string } & (
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'incomplete'; readonly completeness: Completeness }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly blocks: readonly ContextBlock[];
      readonly isCounted: boolean;
    }
  | { readonly kind: 'block'; readonly block: ContextBlock; readonly isExact: boolean }
  | { readonly kind: 'leftOut'; readonly pack: Pack }
  | { readonly kind: 'removed'; readonly block: ContextBlock; readonly isExact: boolean }
  | { readonly kind: 'omission'; readonly omission: Omission; readonly isExact: boolean }
  | { readonly kind: 'truncation'; readonly truncation: Truncation }
  | { readonly kind: 'more'; readonly count: number }
  | { readonly kind: 'goOn'; readonly drilldowns: readonly Drilldown[] }
  | { readonly kind: 'drilldown'; readonly drilldown: Drilldown }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'place'; readonly place: Place; readonly isInFile: boolean }
);

export type NodeOf<K extends ContextNode['kind']> = Extract<ContextNode, { readonly kind: K }>;

/** Omissions that are listed; every body of a skeleton is one, and nobody reads thousands. */
export const MOST_LISTED = 200;

export const rootsOf = ({ pack, found }: Shown): ContextNode[] => [
  ...(pack === undefined ? [] : [{ id: 'pack', kind: 'pack', pack } as const]),
  ...(found === undefined ? [] : [{ id: 'found', kind: 'found', found } as const]),
];

export function childrenOf(node: ContextNode): ContextNode[] {
  switch (node.kind) {
    case 'pack':
      return partsOf(node.pack);
    case 'file':
      return node.blocks.map((block, index) => ({
        id: `${node.id}/${block.startLine}-${block.endLine}/${index}`,
        kind: 'block',
        block,
        isExact: node.isCounted,
      }));
    case 'leftOut':
      return leftOutOf(node.pack);
    case 'goOn':
      return node.drilldowns.map((drilldown, index) => ({ id: `${node.id}/${index}`, kind: 'drilldown', drilldown }));
    case 'found':
      return placesOf(node.found);
    case 'group':
      return node.group.places.map((place, index) => ({
        id: `${node.id}/${index}`,
        kind: 'place',
        place,
        isInFile: node.group.isFile,
      }));
    default:
      return [];
  }
}

function partsOf(pack: Pack): ContextNode[] {
  const { result, blocks, removed, isCounted } = pack;
  const isExact = isCounted && result.exact;
  const files = byFile(blocks).map(
    ({ path, items }): ContextNode => ({ id: `file/${path}`, kind: 'file', path, blocks: items, isCounted: isExact }),
  );
  const leftOut = result.omissions.length + result.truncations.length + removed.length;
  return [
    ...aboutOf('pack', result.completeness, result.notes),
    ...files,
    ...(leftOut > 0 ? [{ id: 'leftOut', kind: 'leftOut', pack } as const] : []),
    ...goOnOf('pack', result.drilldowns),
  ];
}

/** What the user took out comes first: it is what is looked for here. */
function leftOutOf({ result, removed }: Pack): ContextNode[] {
  const { exact: isExact, omissions, truncations } = result;
  const hidden = omissions.length - MOST_LISTED;
  return [
    ...removed.map((block, index): ContextNode => ({ id: `removed/${index}`, kind: 'removed', block, isExact })),
    ...truncations.map((truncation, index): ContextNode => ({ id: `cut/${index}`, kind: 'truncation', truncation })),
    ...omissions
      .slice(0, MOST_LISTED)
      .map((omission, index): ContextNode => ({ id: `omission/${index}`, kind: 'omission', omission, isExact })),
    ...(hidden > 0 ? [{ id: 'omission/more', kind: 'more', count: hidden } as const] : []),
  ];
}

function placesOf({ groups, truncations, completeness, notes, drilldowns }: Found): ContextNode[] {
  return [
    ...aboutOf('found', completeness, notes),
    ...groups.map((group, index): ContextNode => ({ id: `found/${index}/${group.title}`, kind: 'group', group })),
    ...truncations.map(
      (truncation, index): ContextNode => ({ id: `found/cut/${index}`, kind: 'truncation', truncation }),
    ),
    ...goOnOf('found', drilldowns),
  ];
}

function aboutOf(owner: string, completeness: Completeness, notes: readonly string[]): ContextNode[] {
  return [
    ...(completeness.score < 1 ? [{ id: `${owner}/incomplete`, kind: 'incomplete', completeness } as const] : []),
    ...notes.map((text, index): ContextNode => ({ id: `${owner}/note/${index}`, kind: 'note', text })),
  ];
}

const goOnOf = (owner: string, drilldowns: readonly Drilldown[]): ContextNode[] =>
  drilldowns.length === 0 ? [] : [{ id: `${owner}/goOn`, kind: 'goOn', drilldowns }];
