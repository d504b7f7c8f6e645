const PARENT_CHECK_MS = 200;

/**
 * Calls `onEnd` once when this process is asked to end: by a signal, or because the shell that npm put between them has
 * died of one. Returns a function that stops listening.
 * @param {() => void} onEnd
 * @returns {() => void}
 */
export function onInterruption(onEnd) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) end();
  }, PARENT_CHECK_MS);
  timer.unref();
  function stopListening() {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, end);
  }
  function end() {
    stopListening();
    onEnd();
  }
  for (const signal of signals) process.on(signal, end);
  return stopListening;
}
