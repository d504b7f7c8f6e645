import { beforeEach } from 'vitest';
import { STEP_SECONDS } from '../src/modules/identity/second-factor/totp.js';
import type { TestApi } from './api.js';

/**
 * Stops the clock of the API before each test, at the start of a step: codes of one test are of the steps it names.
 * @returns lets so many milliseconds pass.
 */
export function stopClockAtStep(apiOf: () => TestApi): (ms: number) => void {
  beforeEach(() => {
    const stepMs = STEP_SECONDS * 1000;
    apiOf().clock.set(new Date(Math.floor(Date.now() / stepMs) * stepMs));
  });
  return (ms) => {
    const { clock } = apiOf();
    clock.set(new Date(clock.now().getTime() + ms));
  };
}
