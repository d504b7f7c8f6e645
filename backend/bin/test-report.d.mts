export interface FileReport {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly FileReport[];
}

export function summarise(
  report: TestReport | null,
  vitestCode: number,
): { passed: number; failed: number; exitCode: number };
