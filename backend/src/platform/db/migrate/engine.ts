import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

export type SchemaEngine = glue.SchemaEngine;

let loading: Promise<void> | undefined;

/** Compiles Prisma's schema engine once a process; its native twin would have to be downloaded at install time. */
function loadWasm(): Promise<void> {
  loading ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
    const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })();
  return loading;
}

/** Starts Prisma's schema engine on the given schema files (path and content) and database. */
export async function createSchemaEngine(
  schemaFiles: readonly { path: string; content: string }[],
  adapters: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  await loadWasm();
  const datamodels = schemaFiles.map((file): [string, string] => [file.path, file.content]);
  return glue.SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
}

/**
 * Runs `work` with timers that do not hold the process: the engine never clears the 10 s timer it guards its lock
 * with, so every deployment would otherwise end 10 s late.
 */
export async function withoutLingeringTimers<T>(work: () => Promise<T>): Promise<T> {
  const original = globalThis.setTimeout;
  const unreferenced = (...args: Parameters<typeof original>): NodeJS.Timeout => original(...args).unref();
  globalThis.setTimeout = unreferenced as typeof original;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = original;
  }
}
