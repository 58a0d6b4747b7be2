// Progress for what takes longer than one notices: a notification with Cancel, and nothing at all for the rest.

import * as vscode from 'vscode';

const NOTICE_AFTER_MS = 500;

/** Runs `work` with a token that Cancel fires. `title` is asked when the notification appears. */
export async function withProgress<T>(
  title: () => string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const running = work(source.token);
  const notice = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title: title(), cancellable: true };
    void vscode.window.withProgress(options, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return Promise.allSettled([running]);
    });
  }, NOTICE_AFTER_MS);
  try {
    return await running;
  } finally {
    clearTimeout(notice);
    source.dispose();
  }
}
