import { describe, expect, it } from 'vitest';
import { previewMoney, toRoubles } from './money';
import { offeredSteps } from './steps';

describe('the steps of an order', () => {
  it('make the next stop of the way the main one and keep refusals and steps back quiet', () => {
    expect(offeredSteps('on_the_way', ['new', 'assigned', 'in_progress', 'refused'])).toEqual({
      main: 'in_progress',
      ahead: [],
      quiet: ['new', 'assigned', 'refused'],
    });
  });

  it('lead past the workshop unless it is the only way on', () => {
    expect(offeredSteps('in_progress', ['workshop', 'completed', 'refused'])).toEqual({
      main: 'completed',
      ahead: ['workshop'],
      quiet: ['refused'],
    });
    expect(offeredSteps('in_progress', ['workshop']).main).toBe('workshop');
  });

  it('have no main one once the order is over', () => {
    expect(offeredSteps('refused', ['new', 'completed'])).toEqual({
      main: null,
      ahead: [],
      quiet: ['new', 'completed'],
    });
  });
});

describe('the money of a closing', () => {
  it.each([
    ['5000', '0', 5000, 3000],
    ['5000,01', '0', 5000.01, 2500.01],
    ['7 000', '1000.50', 5999.5, 2999.75],
    ['0', '500', -500, -300],
  ])('of %s with costs %s is %d and %d', (result, expenditure, clean, masterChange) => {
    expect(previewMoney(result, expenditure)).toEqual({ clean, masterChange });
  });

  it.each(['', 'сто', '1.234', '-5', '12 345 678'])('is not read from "%s"', (text) => {
    expect(toRoubles(text)).toBeNull();
    expect(previewMoney(text, '0')).toBeNull();
  });
});
