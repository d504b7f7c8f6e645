/**
 * Schemathesis over the whole OpenAPI document of a running copy: `npm run fuzz:api`. It makes and deletes rows as it likes, so the copy must
 * be one to throw away. Environment: `TARGET_URL`, `FUZZ_LOGIN`, `FUZZ_PASSWORD`, `SCHEMATHESIS` (path of the command `st`), `FUZZ_SECONDS` (600).
 * Further arguments go to Schemathesis.
 */
import { spawn } from 'node:child_process';

const TARGET = process.env['TARGET_URL'] ?? 'http://127.0.0.1:5000';
/** Shorter than an access token lives. */
const SECONDS = process.env['FUZZ_SECONDS'] ?? '600';
/** They would end the session of the run, shut its person out, or never end themselves. */
const LEFT_OUT = [
  ...['logout', 'changePassword', 'streamEvents', 'deleteOperator', 'updateOperator'],
  ...['updateOrganization', 'switchOrganization'],
];
/** Not `unsupported_method`: PUT is accepted with the meaning of PATCH. Refusals with `Allow` are held by tests of the protocol. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
];

async function signIn(): Promise<string> {
  const credentials = { login: process.env['FUZZ_LOGIN'], password: process.env['FUZZ_PASSWORD'] };
  const response = await fetch(`${TARGET}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const { accessToken } = (await response.json()) as { accessToken?: string };
  if (accessToken === undefined)
    throw new Error(`Signing in answers ${String(response.status)}: set FUZZ_LOGIN and FUZZ_PASSWORD`);
  return accessToken;
}

const args = [
  ...['run', `${TARGET}/api/openapi.json`, '--header', `Authorization: Bearer ${await signIn()}`],
  ...[
    '--checks',
    CHECKS.join(','),
    '--max-time',
    SECONDS,
    '--max-response-time',
    '5',
    '--continue-on-failure',
  ],
  ...['--warnings', 'off', ...LEFT_OUT.flatMap((id) => ['--exclude-operation-id', id])],
  ...process.argv.slice(2),
];
const run = spawn(process.env['SCHEMATHESIS'] ?? 'st', args, { stdio: 'inherit' });
run.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
