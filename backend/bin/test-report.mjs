/**
 * Counts of vitest's JSON report. A file that could not be loaded and a report that is missing count as one failure
 * each; a run without any test is a failure too, for it proves nothing.
 * @param {object | null} report
 * @param {number} vitestCode exit code of vitest
 * @returns {{ passed: number, failed: number, exitCode: number }}
 */
export function summarise(report, vitestCode) {
  if (!report) return { passed: 0, failed: 1, exitCode: 1 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + brokenFiles;
  const isGood = vitestCode === 0 && failed === 0 && passed > 0;
  return { passed, failed, exitCode: isGood ? 0 : 1 };
}
