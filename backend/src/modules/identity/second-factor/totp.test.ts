import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { codeOfStep, newSeed, otpauthUrlOf, stepAt, stepOfCode } from './totp.js';

/** Appendix B of RFC 6238, of whose eight digits the apps show the last six. */
const RFC_SEED = Secret.fromUTF8('12345678901234567890').base32;

describe('codes of the authenticator app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('the vector of RFC 6238 at %i seconds', (seconds, code) => {
    const now = new Date(seconds * 1000);
    expect(codeOfStep(RFC_SEED, stepAt(now))).toBe(code);
    expect(stepOfCode(RFC_SEED, code, now)).toBe(stepAt(now));
  });

  const NOW = new Date('2026-11-26T10:00:10Z');
  test.each([-2, -1, 0, 1, 2])('the code of step %i', (distance) => {
    const step = stepAt(NOW) + distance;
    const isNear = Math.abs(distance) <= 1;
    expect(stepOfCode(RFC_SEED, codeOfStep(RFC_SEED, step), NOW)).toBe(isNear ? step : null);
  });

  test.each(['28708', '2870822', '', 'abcdef', '000000'])('%j is nobody’s', (code) => {
    expect(stepOfCode(RFC_SEED, code, NOW)).toBeNull();
  });

  test('a seed has 160 bits and goes into an address that apps read', () => {
    const seed = newSeed();
    expect(seed).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(otpauthUrlOf(seed, { issuer: 'Мастер: Омск', label: 'ivan' }));
    expect(url.protocol).toBe('otpauth:');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      issuer: 'Мастер: Омск',
      secret: seed,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});

describe('recovery codes', () => {
  test('are ten, different, of 80 bits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('are the same however they are typed, and another account’s are others', () => {
    const seed = newSeed();
    const hash = hashOfRecoveryCode('10AB-CDEF-GHJK-MNPQ', seed);
    expect(hashOfRecoveryCode(' ioab cdef ghjk mnpq ', seed)).toBe(hash);
    expect(hashOfRecoveryCode('10AB-CDEF-GHJK-MNPR', seed)).not.toBe(hash);
    expect(hashOfRecoveryCode('10AB-CDEF-GHJK-MNPQ', newSeed())).not.toBe(hash);
    expect(hash).not.toContain('10AB');
  });
});
