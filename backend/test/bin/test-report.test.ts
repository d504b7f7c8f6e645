import { expect, test } from 'vitest';
import { summarise } from '../../bin/test-report.mjs';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const failedFile = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const brokenFile = { status: 'failed', assertionResults: [] };

test('a run in which all pass succeeds', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [passedFile] };
  expect(summarise(report, 0)).toEqual({ passed: 1, failed: 0, exitCode: 0 });
});

test('a failed test and a file that cannot be loaded each count once', () => {
  const report = { numPassedTests: 2, numFailedTests: 1, testResults: [passedFile, failedFile, brokenFile] };
  expect(summarise(report, 1)).toEqual({ passed: 2, failed: 2, exitCode: 1 });
});

test.each([
  ['no test at all', { numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0],
  ['an error outside the tests', { numPassedTests: 1, numFailedTests: 0, testResults: [passedFile] }, 1],
  ['a run that ended before its report', null, 0],
])('%s is no success', (_, report, vitestCode) => {
  expect(summarise(report, vitestCode).exitCode).toBe(1);
});
