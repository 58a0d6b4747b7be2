// What the selection costs and what the configured level would make of it: in the status bar, and as a quiet note after
// the selection's end. Asked for only once the selection rests, never for large ones, and the latest wins, so that the
// editor is never slowed.

import * as vscode from 'vscode';
import type { DocumentInput, MeterResult } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';
import { formatTokens } from '../format.js';
import type { Host } from '../host.js';
import { documentInput } from '../inputs/documents.js';
import { settled } from '../commands/command.js';
import { meterSettings } from '../settings.js';
import { noteLine } from './noteLine.js';
import type { StatusBar } from './statusBar.js';

/** A selection beyond this is not measured: sending it alone would take longer than the pause of a hand. */
const MOST_SELECTED_CHARACTERS = 1_000_000;
/** A note for less would be in the way more than it helps; the status bar shows it all the same. */
const LEAST_NOTED_TOKENS = 10;
/** Of a larger document only the selection is sent, without what stands around it. */
const MOST_DOCUMENT_CHARACTERS = 1_000_000;

export class SelectionMeter implements vscode.Disposable {
  readonly #host: Host;
  readonly #bar: StatusBar;
  readonly #note = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3ch' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #ends: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #request = new vscode.CancellationTokenSource();

  constructor(host: Host, bar: StatusBar) {
    this.#host = host;
    this.#bar = bar;
    this.#ends = [
      this.#note,
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#changed(textEditor)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#changed(vscode.window.activeTextEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const editor = vscode.window.activeTextEditor;
        if (editor?.document === document) this.#changed(editor);
      }),
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('pith') && this.#changed(vscode.window.activeTextEditor),
      ),
    ];
    this.#changed(vscode.window.activeTextEditor);
  }

  dispose(): void {
    this.#forget();
    vscode.Disposable.from(...this.#ends).dispose();
  }

  #changed(editor: vscode.TextEditor | undefined): void {
    this.#forget();
    if (editor === undefined || editor !== vscode.window.activeTextEditor || !hasSelection(editor)) return;
    this.#request = new vscode.CancellationTokenSource();
    const { token } = this.#request;
    this.#timer = setTimeout(() => void settled(this.#host, this.#measure(editor, token)), meterSettings().delayMs);
  }

  /** What is shown is of another selection by now. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#request.cancel();
    this.#bar.showSelection(undefined);
    for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(this.#note, []);
  }

  async #measure(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const input = measurable(editor);
    if (input === undefined) return;
    try {
      const result = await this.#host.server.request('meter', { input }, token);
      if (!token.isCancellationRequested) this.#show(editor, result);
    } catch (error) {
      // Nobody asked for this count: a failure is no reason to speak up.
      if (!(error instanceof Failure)) throw error;
      this.#host.log.debug(`The selection was not measured: ${error.code}`);
    }
  }

  #show(editor: vscode.TextEditor, result: MeterResult): void {
    this.#bar.showSelection(result);
    if (!meterSettings().inline || result.before - result.after < LEAST_NOTED_TOKENS) return;
    const locale = vscode.env.language;
    const contentText = vscode.l10n.t(
      '{0} → {1} tokens',
      formatTokens(result.before, result.exact, locale),
      formatTokens(result.after, result.exact, locale),
    );
    const end = editor.document.lineAt(noteLine(editor.selections)).range.end;
    editor.setDecorations(this.#note, [
      { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } },
    ]);
  }
}

const hasSelection = (editor: vscode.TextEditor): boolean => editor.selections.some((selection) => !selection.isEmpty);

/** Undefined where the selection is too large. */
function measurable({ document, selections }: vscode.TextEditor): DocumentInput | undefined {
  const input = documentInput(document, selections);
  const { text = '', spans = [] } = input;
  const selected = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  if (selected > MOST_SELECTED_CHARACTERS) return undefined;
  if (text.length <= MOST_DOCUMENT_CHARACTERS) return input;
  const { uri, languageId = 'plaintext' } = input;
  return { uri, languageId, text: spans.map(({ start, end }) => text.slice(start, end)).join('\n') };
}
