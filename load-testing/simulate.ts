import { simulate } from '../backend/src/telephony-simulator/simulate-command.js';

// Signed Mango Office traffic at any running copy; `npm run simulate -- --help` tells the options.
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    ending.abort();
  });
}
process.exitCode = await simulate(process.argv.slice(2), {
  environment: process.env,
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  signal: ending.signal,
});
process.exit();
