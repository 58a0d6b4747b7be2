// The view `Context`: shows what the session has, tells VS Code whether there is anything, and comes to the front.

import * as vscode from 'vscode';
import { itemOf } from './items.js';
import { childrenOf, type ContextNode, rootsOf } from './nodes.js';
import type { Shown } from './session.js';

export const VIEW = 'pith.context';
/** In `when` clauses: there is a context, there are places, and there is anything at all. */
const HAS_CONTEXT = 'pith.context.hasContext';
const HAS_FOUND = 'pith.context.hasFound';
const HAS_RESULTS = 'pith.context.hasResults';

export class ContextView implements vscode.TreeDataProvider<ContextNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<ContextNode>;
  readonly #keys = new Map<string, boolean>();
  readonly onDidChangeTreeData = this.#changed.event;
  #shown: Shown = {};

  constructor() {
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, canSelectMany: true });
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  get selection(): readonly ContextNode[] {
    return this.#view.selection;
  }

  show(shown: Shown): void {
    this.#shown = shown;
    const { pack, found } = shown;
    void this.#tell(HAS_CONTEXT, pack !== undefined);
    void this.#tell(HAS_FOUND, found !== undefined);
    void this.#tell(HAS_RESULTS, pack !== undefined || found !== undefined);
    this.#changed.fire(undefined);
  }

  /** Opens the view at the context, or at the places that were found. */
  async reveal(kind: 'pack' | 'found'): Promise<void> {
    const root = rootsOf(this.#shown).find((node) => node.kind === kind);
    if (root === undefined) return;
    // Where the view is hidden so far, it has to be there before it can come to the front.
    await this.#tell(HAS_RESULTS, true);
    await this.#view.reveal(root, { select: true, focus: true, expand: true });
  }

  getTreeItem(node: ContextNode): Promise<vscode.TreeItem> {
    return itemOf(node);
  }

  getChildren(node?: ContextNode): ContextNode[] {
    return node === undefined ? rootsOf(this.#shown) : childrenOf(node);
  }

  /** Only roots are ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    vscode.Disposable.from(this.#view, this.#changed).dispose();
  }

  async #tell(key: string, value: boolean): Promise<void> {
    if (this.#keys.get(key) === value) return;
    this.#keys.set(key, value);
    await vscode.commands.executeCommand('setContext', key, value);
  }
}
