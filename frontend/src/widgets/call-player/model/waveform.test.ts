import { describe, expect, it } from 'vitest';
import { peaksOf } from './waveform';

describe('the picture of a recording', () => {
  it('is the loudest sample of each equal part', () => {
    const samples = Float32Array.from([0, 0.5, -0.25, 0, 0, -1, 0.125, 0]);
    expect(peaksOf(samples, 4)).toEqual([0.5, 0.25, 1, 0.125]);
  });

  it('is flat where nothing is heard', () => {
    expect(peaksOf(new Float32Array(100), 3)).toEqual([0, 0, 0]);
  });

  it('has every column even for fewer samples than columns', () => {
    expect(peaksOf(Float32Array.from([1]), 3)).toEqual([1, 1, 1]);
  });
});
