import os from 'node:os';

const MIB = 1024 * 1024;
/** Connections of the server itself: autovacuum, the superuser's, a person with psql. */
const SPARE_CONNECTIONS = 30;

/** Settings for a small server that shares its machine with the product; every commit reaches the disk. */
export function serverSettings(connections: number, memoryBytes = os.totalmem()): string[] {
  const quarterOfMemory = Math.floor(memoryBytes / 4 / MIB);
  return [
    `max_connections=${String(Math.max(200, connections + SPARE_CONNECTIONS))}`,
    `shared_buffers=${String(Math.min(256, Math.max(32, quarterOfMemory)))}MB`,
    `effective_cache_size=${String(Math.max(128, quarterOfMemory * 2))}MB`,
    'synchronous_commit=on',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'random_page_cost=1.1', // solid-state disks
    'jit=off', // compiling costs more than it saves in queries of milliseconds
    // After a crash one call makes the whole disk write, instead of one for each of a thousand files.
    ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
    'log_checkpoints=off',
    'log_min_duration_statement=2000',
    // Values of statements and rows are people's data: they stay out of the log.
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    'log_statement=none',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ];
}
