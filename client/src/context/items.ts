// Each node of the tree as VS Code shows it: label, count, tooltip, words for screen readers, and what a click does.

import * as vscode from 'vscode';
import type { ContextBlock, Drilldown } from '../../../server/src/protocol.js';
import { bullets, code, plain } from '../index/markdown.js';
import { completenessReason, count } from '../index/words.js';
import { levelWords } from '../levelWords.js';
import { linesRange, openCommand, uriOf } from './files.js';
import type { Found, Group, Place } from './found.js';
import type { ContextNode, NodeOf } from './nodes.js';
import { isOverBudget, type Pack } from './pack.js';
import {
  askedTitle,
  blockName,
  completeText,
  incompleteText,
  lastName,
  linesText,
  percent,
  reasonText,
  roleText,
  savedText,
  signalText,
  tokensText,
  totalText,
  truncationText,
} from './words.js';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

interface Face {
  readonly label: string;
  readonly description?: string;
  readonly icon?: string;
  /** Colour of the icon: never the only sign. */
  readonly color?: string;
  readonly tooltip?: string | vscode.MarkdownString;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly command?: vscode.Command;
  readonly resourceUri?: vscode.Uri;
}

export async function itemOf(node: ContextNode): Promise<vscode.TreeItem> {
  const face = await faceOf(node);
  const item = new vscode.TreeItem(face.label, face.state ?? None);
  item.id = node.id;
  item.contextValue = contextValueOf(node);
  if (face.description !== undefined) item.description = face.description;
  if (face.tooltip !== undefined) item.tooltip = face.tooltip;
  if (face.command !== undefined) item.command = face.command;
  if (face.resourceUri !== undefined) item.resourceUri = face.resourceUri;
  if (face.icon !== undefined) item.iconPath = themeIcon(face.icon, face.color);
  const said = [face.label, face.description].filter((part) => part !== undefined);
  item.accessibilityInformation = { label: said.join(', ') };
  return item;
}

/** A block of one size has no level to choose. */
const contextValueOf = (node: ContextNode): string =>
  node.kind === 'block' && node.block.rungs.length < 2 ? 'blockOfOneLevel' : node.kind;

const themeIcon = (icon: string, color: string | undefined): vscode.ThemeIcon =>
  new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));

function faceOf(node: ContextNode): Face | Promise<Face> {
  switch (node.kind) {
    case 'pack':
      return packFace(node.pack);
    case 'incomplete':
      return incompleteFace(node);
    case 'note':
      return { label: node.text, icon: 'info', tooltip: node.text };
    case 'file':
      return fileFace(node.path, tokensText(sumOf(node.blocks), node.isCounted));
    case 'block':
      return blockFace(node);
    case 'leftOut':
      return leftOutFace(node.pack);
    case 'removed':
      return removedFace(node);
    case 'omission':
      return omissionFace(node);
    case 'truncation':
      return { label: truncationText(node.truncation), icon: 'fold' };
    case 'more':
      return { label: vscode.l10n.t('and {0} more', count(node.count)), icon: 'ellipsis' };
    case 'goOn':
      return { label: vscode.l10n.t('Go on'), icon: 'lightbulb', state: Expanded };
    case 'drilldown':
      return drilldownFace(node.drilldown);
    case 'found':
      return foundFace(node.found);
    case 'group':
      return groupFace(node.group);
    case 'place':
      return placeFace(node);
  }
}

const sumOf = (blocks: readonly ContextBlock[]): number => blocks.reduce((sum, block) => sum + block.tokens, 0);

function packFace(pack: Pack): Face {
  const { result, asked } = pack;
  const lines = [
    ...(asked.query.trim() === '' ? [] : [plain(asked.query.slice(0, 1_000))]),
    bullets([
      totalText(pack),
      savedText(pack),
      vscode.l10n.t('counted with {0}', plain(result.tokenizer)),
      vscode.l10n.t('confidence: {0} ({1})', confidenceWord(result.confidence.tier), percent(result.confidence.score)),
      ...(pack.isEdited ? [vscode.l10n.t('changed by you')] : []),
    ]),
  ];
  const isOver = isOverBudget(pack);
  return {
    label: totalText(pack),
    description: askedTitle(asked),
    icon: isOver ? 'warning' : 'package',
    ...(isOver && { color: 'list.warningForeground' }),
    tooltip: new vscode.MarkdownString(lines.join('\n\n')),
    state: Expanded,
  };
}

function confidenceWord(tier: Pack['result']['confidence']['tier']): string {
  switch (tier) {
    case 'high':
      return vscode.l10n.t('high');
    case 'medium':
      return vscode.l10n.t('medium');
    case 'low':
      return vscode.l10n.t('low');
    case 'speculative':
      return vscode.l10n.t('speculative');
  }
}

function incompleteFace({ id, completeness }: NodeOf<'incomplete'>): Face {
  const text = incompleteText(completeness);
  const why = completenessReason(completeness);
  const refresh = { title: vscode.l10n.t('Ask again'), command: 'pith.refreshContext' };
  const isOfPack = id.startsWith('pack');
  return {
    label: completeText(completeness),
    ...(why !== undefined && { description: why }),
    icon: 'warning',
    color: 'list.warningForeground',
    tooltip: isOfPack ? vscode.l10n.t('{0}. Click to ask again.', text) : text,
    ...(isOfPack && { command: refresh }),
  };
}

async function fileFace(path: string, counted: string): Promise<Face> {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  const resourceUri = await uriOf(path);
  return {
    label: path.slice(slash + 1),
    description: [counted, folder].filter((part) => part !== '').join(' · '),
    icon: 'file',
    tooltip: path,
    state: Expanded,
    ...(resourceUri !== undefined && { resourceUri }),
  };
}

async function blockFace({ block, isExact }: NodeOf<'block'>): Promise<Face> {
  const { symbol, path, startLine, endLine, rung, tokens } = block;
  const lines = linesText(startLine, endLine);
  const parts = [tokensText(tokens, isExact), levelWords(rung)[0], ...(symbol === undefined ? [] : [lines])];
  return {
    // The containers are in the tooltip: what a block costs must not be pushed out of sight.
    label: symbol === undefined ? lines : lastName(symbol),
    description: parts.join(' · '),
    icon: ROLE_ICONS[block.role],
    tooltip: blockTooltip(block, isExact),
    ...(await opens(path, linesRange(startLine, endLine))),
  };
}

const ROLE_ICONS: Readonly<Record<ContextBlock['role'], string>> = {
  match: 'search',
  selection: 'selection',
  dependency: 'link',
  outline: 'list-tree',
};

function blockTooltip(block: ContextBlock, isExact: boolean): vscode.MarkdownString {
  const { path, symbol, startLine, endLine, role, rungs, signals = [] } = block;
  const sizes = rungs.map(({ rung, tokens }) => `${levelWords(rung)[0]}: ${tokensText(tokens, isExact)}`);
  return new vscode.MarkdownString(
    [
      [...(symbol === undefined ? [] : [code(symbol)]), code(path), linesText(startLine, endLine)].join(', '),
      vscode.l10n.t('Here because: {0}', roleText(role)),
      bullets(sizes),
      ...(signals.length === 0 ? [] : [vscode.l10n.t('What spoke for it:'), bullets(signals.map(signalText))]),
    ].join('\n\n'),
  );
}

function leftOutFace({ result, removed }: Pack): Face {
  const pieces = result.omissions.length + removed.length;
  return {
    label: vscode.l10n.t('Left out'),
    ...(pieces > 0 && { description: count(pieces) }),
    icon: 'fold',
    tooltip: vscode.l10n.t('What is not in the text, and why. Click a piece to read it.'),
    state: Collapsed,
  };
}

async function removedFace({ block, isExact }: NodeOf<'removed'>): Promise<Face> {
  const { path, startLine, endLine, tokens } = block;
  return {
    label: blockName(block),
    description: [tokensText(tokens, isExact), vscode.l10n.t('removed by you'), path].join(' · '),
    icon: 'trash',
    tooltip: path,
    ...(await opens(path, linesRange(startLine, endLine))),
  };
}

function omissionFace({ omission, isExact }: NodeOf<'omission'>): Face {
  const { path, startLine, endLine, reason, tokens, handle } = omission;
  const lines = linesText(startLine, endLine);
  return {
    label: path === undefined ? lines : `${path.slice(path.lastIndexOf('/') + 1)}, ${lines}`,
    description: [tokensText(tokens, isExact), reasonText(reason)].join(' · '),
    icon: 'ellipsis',
    tooltip: [path, handle].filter((part) => part !== undefined).join('\n'),
    command: { title: vscode.l10n.t('Open'), command: 'pith.openOmission', arguments: [omission] },
  };
}

function drilldownFace(drilldown: Drilldown): Face {
  return {
    label: drilldown.label,
    icon: 'arrow-right',
    tooltip: drilldown.label,
    command: runCommand(drilldown),
  };
}

async function placeFace({ place, isInFile }: NodeOf<'place'>): Promise<Face> {
  const { label, details, path, line, tokens, drilldown } = place;
  const where = line === undefined ? path : `${path}:${line}`;
  const parts = [...(tokens === undefined ? [] : [tokensText(tokens, true)]), ...details, ...(isInFile ? [] : [where])];
  return {
    label,
    description: parts.join(' · '),
    icon: drilldown === undefined ? 'symbol-reference' : 'arrow-right',
    tooltip: [where, ...details].join('\n'),
    ...(drilldown === undefined ? await opens(path, rangeOf(place)) : { command: runCommand(drilldown) }),
  };
}

function rangeOf({ line = 1, columns }: Place): vscode.Range {
  if (columns === undefined) return linesRange(line, line);
  const [start, end] = columns;
  return new vscode.Range(line - 1, start - 1, line - 1, end - 1);
}

function foundFace({ title, summary, tokens }: Found): Face {
  const counted = tokens === undefined ? [] : [tokensText(tokens.count, tokens.isExact)];
  return { label: title, description: [...counted, summary].join(' · '), icon: 'references', state: Expanded };
}

async function groupFace({ title, isFile, places }: Group): Promise<Face> {
  const counted = count(places.length);
  return isFile
    ? fileFace(title, counted)
    : { label: title, description: counted, icon: 'list-unordered', state: Expanded };
}

const runCommand = (drilldown: Drilldown): vscode.Command => ({
  title: drilldown.label,
  command: 'pith.runDrilldown',
  arguments: [drilldown],
});

async function opens(path: string, range: vscode.Range): Promise<Pick<Face, 'command'>> {
  const uri = await uriOf(path);
  return uri === undefined ? {} : { command: openCommand(vscode.l10n.t('Open'), uri, range) };
}
