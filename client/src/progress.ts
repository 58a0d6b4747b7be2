// Progress for what takes longer than one notices: a notification with Cancel, and nothing at all for the rest.

import * as vscode from 'vscode';

const NOTICE_AFTER_MS = 500;

/** Says how far the work is; what is said before the notification appears is not lost. */
export type Report = (message: string) => void;

/** Runs `work` with a token that Cancel fires. `title` is asked when the notification appears. */
export async function withProgress<T>(
  title: () => string,
  work: (token: vscode.CancellationToken, report: Report) => Promise<T>,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  let shown: vscode.Progress<{ readonly message: string }> | undefined;
  let latest: string | undefined;
  const running = work(source.token, (message) => {
    latest = message;
    shown?.report({ message });
  });
  const notice = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title: title(), cancellable: true };
    void vscode.window.withProgress<unknown>(options, (progress, token) => {
      shown = progress;
      if (latest !== undefined) progress.report({ message: latest });
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
