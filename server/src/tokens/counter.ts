// How long is this text? The contract of every tokenizer and the rule that chooses one for a model.

/** Counts tokens of one tokenizer. `exact` says whether the figure is the model's own or an estimate (shown with `~`). */
export interface TokenCounter {
  /** The model the count is meant for, as the user named it. */
  readonly model: string;
  /** `o200k_base`, `cl100k_base`, or the one an estimate is made from. */
  readonly tokenizer: string;
  readonly exact: boolean;
  /** What the user should know of the count: that the model is not known. */
  readonly note?: string;
  /** Tokens of `text`, special-token look-alikes counted as plain text. Throws rather than guess. */
  count(text: string): number;
}
