import { describe, expect, test } from 'vitest';
import { foldCall, readMangoEvent, type MangoEvent } from '../../modules/telephony/mango/index.js';
import { createRandom } from '../random.js';
import { createCallIds, type CallPlan } from './call-plan.js';
import { SCENARIO_NAMES, SCENARIOS, chooseScenario, type ScenarioName } from './scenarios.js';
import type { CallScript } from './script.js';

const START = 1_780_000_000;
const EMPLOYEES = ['101', '102', '103', '104'].map((extension) => ({
  extension,
  sip: `sip:op${extension}@demo.mangosip.ru`,
}));

function planOf(seed: number, name: ScenarioName): CallPlan {
  const random = createRandom(seed);
  const [min, max] = SCENARIOS[name].employees;
  return {
    ids: createCallIds(30_500_000_000 + seed),
    random,
    line: '74950000101',
    client: '79990010001',
    employees: random.sample(EMPLOYEES, random.integer(min, max)),
    group: '500',
    commandId: `sim-${String(seed)}`,
    meanTalkSeconds: 70,
  };
}

function readAll({ steps }: CallScript): MangoEvent[] {
  return steps.map(({ path, body }) => {
    const reading = readMangoEvent(path, JSON.stringify(body((at) => START + at)));
    if (!reading.ok) throw new Error(`${path}: ${reading.reason}`);
    return reading.event;
  });
}

describe.each(SCENARIO_NAMES)('%s', (name) => {
  test('is concluded by the product as it was meant, whatever the order', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const script = SCENARIOS[name].write(planOf(seed, name));
      const events = readAll(script);
      for (const order of [events, createRandom(seed).sample(events, events.length)]) {
        const call = foldCall(order);
        expect(call, `seed ${String(seed)}`).toMatchObject({
          direction: script.intended.direction,
          status: script.intended.status,
          missedReason: script.intended.missedReason,
          talkSeconds: script.intended.talkSeconds,
          holdSeconds: script.intended.holdSeconds,
          transfer: script.intended.transfer,
          clientNumber: '79990010001',
          line: '74950000101',
          isFinal: true,
        });
        expect(call?.operator?.extension ?? null).toBe(script.intended.operator);
        expect(call?.finalOperator?.extension ?? null).toBe(script.intended.finalOperator);
        expect(call?.recordings.filter(({ isStored }) => isStored)).toHaveLength(script.intended.recordings);
      }
    }
  });

  test('tells every leg from its first ring to its end, in order', () => {
    const script = SCENARIOS[name].write(planOf(7, name));
    const legs = new Map<string, string[]>();
    for (const { path, body } of script.steps.toSorted((one, other) => one.at - other.at)) {
      if (path !== 'events/call') continue;
      const event = body((at) => at) as { call_id: string; call_state: string };
      legs.set(event.call_id, [...(legs.get(event.call_id) ?? []), event.call_state]);
    }
    for (const states of legs.values()) {
      expect(states[0]).toBe('Appeared');
      expect(states.at(-1)).toBe('Disconnected');
    }
  });
});

test('a hidden number stays hidden', () => {
  const script = SCENARIOS.direct_missed.write({ ...planOf(1, 'direct_missed'), client: null });
  expect(foldCall(readAll(script))).toMatchObject({ clientNumber: null, status: 'missed' });
});

test('with nobody free, only calls that reach nobody are chosen', () => {
  const random = createRandom(3);
  const chosen = new Set(Array.from({ length: 200 }, () => chooseScenario(random, 0)));
  expect([...chosen].sort()).toEqual(['abandoned_in_menu', 'abandoned_in_queue']);
});
