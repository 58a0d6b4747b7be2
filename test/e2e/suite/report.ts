// What the suites inside the extension host tell the process that started them.

export interface TestReport {
  readonly title: string;
  readonly milliseconds: number;
  readonly error?: string;
}

export interface SuiteReport {
  readonly tests: readonly TestReport[];
}

/** Environment variable that names the file to write. */
export const REPORT_VARIABLE = 'PITH_E2E_REPORT';
