// Which open documents the server is told of: those it can index. Whether it can may change while a document is open
// (a log grows, a folder is added), so every change asks again.

export interface OpenDocument {
  readonly uri: { toString(): string };
}

export interface OpenDocumentsOptions<D> {
  readonly isWanted: (document: D) => boolean;
  /** Tells the server of a document as it is now. */
  readonly open: (document: D) => Promise<void>;
  readonly close: (document: D) => Promise<void>;
}

/** The middleware between the editor's events and what is sent: `next` sends. */
export class OpenDocuments<D extends OpenDocument> {
  readonly #options: OpenDocumentsOptions<D>;
  readonly #sent = new Set<string>();

  constructor(options: OpenDocumentsOptions<D>) {
    this.#options = options;
  }

  async didOpen(document: D, next: (document: D) => Promise<void>): Promise<void> {
    if (!this.#options.isWanted(document)) return;
    this.#sent.add(document.uri.toString());
    await next(document);
  }

  async didChange<E extends { readonly document: D }>(event: E, next: (event: E) => Promise<void>): Promise<void> {
    const { document } = event;
    const uri = document.uri.toString();
    const wasSent = this.#sent.has(uri);
    const isWanted = this.#options.isWanted(document);
    if (isWanted) this.#sent.add(uri);
    else this.#sent.delete(uri);
    if (wasSent && isWanted) await next(event);
    else if (isWanted) await this.#options.open(document);
    else if (wasSent) await this.#options.close(document);
  }

  async didClose(document: D, next: (document: D) => Promise<void>): Promise<void> {
    if (this.#sent.delete(document.uri.toString())) await next(document);
  }
}
