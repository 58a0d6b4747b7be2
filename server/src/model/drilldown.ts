// How to go on from an answer.

/** How a user or an agent goes on: a verb with its arguments, which can be run as it stands (features A28–A32, H2.9). */
export interface Drilldown {
  /** A verb of the protocol. */
  readonly command: DrilldownCommand;
  readonly args: Readonly<Record<string, string | number | boolean>>;
  /** What it does, for people. */
  readonly label: string;
  /** 0–1; lists are sorted by it, then by label. */
  readonly relevance: number;
  /** What in the answer it is for. */
  readonly reason: string;
}

export const DRILLDOWN_COMMANDS = [
  'getContext',
  'searchCode',
  'searchSymbols',
  'findReferences',
  'getModuleOverview',
  'analyzeImpact',
  'getCallGraph',
  'getOutline',
  'expand',
  'getStatus',
  'doctor',
] as const;
export type DrilldownCommand = (typeof DRILLDOWN_COMMANDS)[number];
