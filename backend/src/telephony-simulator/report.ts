import type { Delivery } from './delivery.js';
import type { Simulator } from './simulator.js';

export interface Report {
  /** One line about the time since the last one. */
  line(): string;
  /** One line about the whole run. */
  total(): string;
}

/** Sums of a run for people to read. */
export function createReport(simulator: Simulator, delivery: Delivery): Report {
  const startedAt = Date.now();
  let sent = 0;
  let failed = 0;

  const take = () => {
    const figures = delivery.takeFigures();
    sent += figures.sent;
    failed += figures.failed;
    return figures;
  };

  return {
    line: () => {
      const { started, ended, underWay } = simulator.figures();
      const { sent: events, failed: failures, answerMs } = take();
      const calls = `calls: ${String(started)} begun, ${String(underWay)} under way, ${String(ended)} ended`;
      const answers = `answered in ${String(answerMs.p50)} ms (p50), ${String(answerMs.p95)} ms (p95)`;
      return `${calls} · events: ${String(events)} sent, ${String(failures)} failed · ${answers}`;
    },
    total: () => {
      take();
      const { started, ended } = simulator.figures();
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      return `${String(seconds)} s: ${String(started)} calls begun, ${String(ended)} ended, ${String(sent)} events sent, ${String(failed)} failed tries`;
    },
  };
}
