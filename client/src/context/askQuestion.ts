// The box for a question. An issue's text or a stack trace has lines, which a box would join: a button takes the text on
// the clipboard as it is.

import * as vscode from 'vscode';
import type { Session } from './session.js';
import type { Whereabouts } from './anchors.js';

/** Undefined where the user asked nothing. Empty only where something is selected. */
export function askQuestion(session: Session, where: Whereabouts): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  const fromClipboard: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('clippy'),
    tooltip: vscode.l10n.t('Ask with the text on the clipboard (an issue, a stack trace, a diff)'),
  };
  box.title = vscode.l10n.t('Pith: Copy Context for a Question');
  box.placeholder = vscode.l10n.t('Words, an error message, a symbol, path:line – anything');
  box.prompt = promptFor(where);
  box.value = session.lastQuestion;
  box.buttons = [fromClipboard];
  return new Promise((resolve) => {
    const accept = (question: string): void => {
      if (question.trim() === '' && where.selectedLines === 0 && where.selectedText === '') {
        box.validationMessage = vscode.l10n.t('Type what you want to know, or select code first.');
        return;
      }
      resolve(question);
      box.hide();
    };
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidAccept(() => {
      session.lastQuestion = box.value;
      accept(box.value);
    });
    box.onDidTriggerButton(() => void vscode.env.clipboard.readText().then(accept));
    box.onDidHide(() => {
      box.dispose();
      resolve(undefined);
    });
    box.show();
  });
}

function promptFor({ selectedLines, selectedText }: Whereabouts): string {
  if (selectedLines === 1) return vscode.l10n.t('The selected line will be in the context.');
  if (selectedLines > 1) return vscode.l10n.t('The {0} selected lines will be in the context.', selectedLines);
  if (selectedText !== '') return vscode.l10n.t('The selected text counts as part of the question.');
  return vscode.l10n.t('Copies the code that answers it, within your budget of tokens.');
}
