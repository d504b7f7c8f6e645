// The processes of the product under PM2. `npm start` uses this file with an environment it has completed; on a server
// with a PostgreSQL of its own `pm2 start ecosystem.config.js` does too, with the variables the README lists.
const os = require('node:os');
const path = require('node:path');

const backend = path.join(__dirname, 'backend', 'dist');
const dataDir = path.resolve(__dirname, process.env.DATA_DIR || '.data');
const logs = path.join(dataDir, 'logs');
// Each thread that allocates has a heap of its own in glibc, whose gaps are never given back: two are enough.
const environment = { NODE_ENV: 'production', DATA_DIR: dataDir, MALLOC_ARENA_MAX: '2' };

/** With LOG_FILE the product writes and rotates its own log, and standard output would only repeat it. */
const outputOf = (name) => (process.env.LOG_FILE ? '/dev/null' : path.join(logs, `${name}.out.log`));

const common = {
  cwd: __dirname,
  wait_ready: true,
  listen_timeout: 10_000,
  kill_timeout: 10_000, // above the 9 s within which a process drains by itself
  exp_backoff_restart_delay: 200,
  stop_exit_codes: [78], // wrong configuration: starting again does not help
  merge_logs: true,
  time: true,
  treekill: false,
  pmx: false,
  vizion: false,
  // V8 lets a heap grow to several times what lives in it where memory seems plenty; these keep a process below 200 MB under load.
  node_args: ['--enable-source-maps', '--max-semi-space-size=8', '--heap-growing-percent=30'],
};

const app = (name, script, options) => ({
  ...common,
  name,
  script: path.join(backend, script),
  exec_mode: 'fork',
  instances: 1,
  max_memory_restart: '512M',
  out_file: outputOf(name),
  error_file: path.join(logs, `${name}.error.log`),
  env: environment,
  ...options,
});

const apps = [
  app('api', 'main.api.js', {
    exec_mode: 'cluster',
    instances: Number(process.env.WEB_CONCURRENCY) || os.availableParallelism(),
  }),
  app('worker', 'main.worker.js'),
];

if (process.env.TELEPHONY_SIMULATOR === 'on') {
  apps.push(app('telephony-simulator', 'scripts/telephony-simulator.js', { wait_ready: false }));
}

module.exports = { apps };
