import { createRandom, type Random } from './random.js';

const SAMPLE_RATE = 8000;
const HEADER_BYTES = 44;
/** Basic pitches of the two who talk, in hertz. */
const VOICES = [118, 205] as const;
const SILENCE = 128;
const TABLE_SIZE = 1024;

/**
 * A made-up conversation of two voices as WAV: 8 kHz, mono, 8 bits unsigned (8 kB a second). They take turns of a few seconds, with
 * syllables, pauses and a little noise, so that a wave form looks like a talk. The same seed gives the same bytes.
 */
export function synthesizeTalk(seconds: number, seed: number): Buffer {
  const samples = Math.max(Math.round(seconds * SAMPLE_RATE), 1);
  const file = Buffer.alloc(HEADER_BYTES + samples, SILENCE);
  writeHeader(file, samples);
  const random = createRandom(seed);
  let start = 0;
  for (let turn = 0; start < samples; turn += 1) {
    const end = Math.min(start + random.integer(1200, 4800) * (SAMPLE_RATE / 1000), samples);
    speak(file.subarray(HEADER_BYTES + start, HEADER_BYTES + end), { voice: turn % VOICES.length, random });
    start = end + random.integer(150, 700) * (SAMPLE_RATE / 1000);
  }
  return file;
}

/** Seconds that a file of this kind plays. */
export const secondsOf = (file: Buffer): number => (file.length - HEADER_BYTES) / SAMPLE_RATE;

function writeHeader(file: Buffer, samples: number): void {
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE, 28); // bytes a second
  file.writeUInt16LE(1, 32); // bytes a sample
  file.writeUInt16LE(8, 34); // bits a sample
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples, 40);
}

/** One period of a voice: a pitch with the overtones of an open vowel. */
const WAVES = VOICES.map((_, voice) =>
  Float32Array.from({ length: TABLE_SIZE }, (__, index) => {
    const angle = (index / TABLE_SIZE) * 2 * Math.PI;
    const overtones = [1, 0.6, 0.45 - 0.2 * voice, 0.3, 0.1 + 0.15 * voice];
    return overtones.reduce((sum, strength, n) => sum + strength * Math.sin(angle * (n + 1)), 0) / 2;
  }),
);

interface Turn {
  readonly voice: number;
  readonly random: Random;
}

/** Fills one turn syllable by syllable, each rising and falling in strength, the pitch gliding a little. */
function speak(part: Buffer, { voice, random }: Turn): void {
  const wave = WAVES[voice] ?? new Float32Array(TABLE_SIZE);
  const pitch = VOICES[voice] ?? VOICES[0];
  let phase = 0;
  let start = 0;
  while (start < part.length) {
    const length = Math.min(random.integer(900, 2200), part.length - start);
    const step = (TABLE_SIZE * pitch * (0.9 + 0.25 * random.next())) / SAMPLE_RATE;
    const strength = random.chance(0.15) ? 4 : 40 + 25 * random.next();
    for (let index = 0; index < length; index += 1) {
      phase = (phase + step) % TABLE_SIZE;
      const swell = 4 * (index / length) * (1 - index / length);
      const breath = ((index * 7919) % 13) - 6;
      part[start + index] =
        SILENCE + Math.round(strength * swell * (wave[Math.floor(phase)] ?? 0) + 0.15 * breath);
    }
    start += length;
  }
}
