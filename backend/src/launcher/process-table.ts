import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const isLinux = process.platform === 'linux';

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Fields of `/proc/<pid>/stat` after the command in brackets: state first, start time twentieth. */
function linuxStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Whether the process runs; one that ended and waits for its parent to notice does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isLinux || linuxStat(pid)?.[0] !== 'Z';
}

/** A word that tells this process from a later one with the same number; null when it does not run. */
export function processIdentity(pid: number): string | null {
  if (!isRunning(pid)) return null;
  return isLinux ? (linuxStat(pid)?.[19] ?? null) : ps(pid, 'lstart');
}

/** The command line, its words apart by spaces; empty when the process does not run. */
export function commandLineOf(pid: number): string {
  if (!isLinux) return ps(pid, 'command') ?? '';
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .trim();
  } catch {
    return '';
  }
}

/** The environment a process was started with, as `NAME=value` lines; null where the system does not tell. */
export function environmentOf(pid: number): string[] | null {
  if (!isLinux) return null;
  try {
    return readFileSync(`/proc/${String(pid)}/environ`, 'utf8').split('\0');
  } catch {
    return null;
  }
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended meanwhile
  }
}

const POLL_MS = 50;

/** Waits until none of them runs; returns those that still do after `timeoutMs`. */
export async function waitForEnd(pids: readonly number[], timeoutMs: number): Promise<number[]> {
  const deadline = Date.now() + timeoutMs;
  let running = pids.filter(isRunning);
  while (running.length > 0 && Date.now() < deadline) {
    await sleep(POLL_MS);
    running = running.filter(isRunning);
  }
  return running;
}

/** Asks the processes to end with `signal`, and kills those that have not after `timeoutMs`. */
export async function endProcesses(
  pids: readonly number[],
  signal: NodeJS.Signals,
  timeoutMs: number,
): Promise<void> {
  for (const pid of pids) sendSignal(pid, signal);
  const stubborn = await waitForEnd(pids, timeoutMs);
  for (const pid of stubborn) sendSignal(pid, 'SIGKILL');
  await waitForEnd(stubborn, 1000);
}
