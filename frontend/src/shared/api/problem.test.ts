import { describe, expect, it } from 'vitest';
import { problem } from '@/shared/testing';
import { problemOf } from './problem';
import { fieldFaultText, problemText } from './problem-text';

describe('a failed answer', () => {
  it('keeps the code, the fields and the row as it is now', async () => {
    const errors = [{ field: 'dateMeeting', code: 'in_past', message: 'Прошло' }];
    const parsed = await problemOf(problem(412, 'stale_version', { errors, current: { version: 4 } }));
    expect(parsed).toMatchObject({
      code: 'stale_version',
      status: 412,
      errors,
      current: { version: 4 },
      requestId: 'test-request',
    });
  });

  it('reads how long to wait', async () => {
    const parsed = await problemOf(problem(429, 'too_many_requests', { headers: { 'Retry-After': '30' } }));
    expect(parsed.retryAfterSeconds).toBe(30);
  });

  it('is still a problem when a proxy answers in HTML', async () => {
    const parsed = await problemOf(new Response('<html>Bad gateway</html>', { status: 502 }));
    expect(parsed).toMatchObject({ code: 'unknown', status: 502, errors: [] });
    expect(problemText(parsed)).toContain('502');
  });
});

describe('words for a failure', () => {
  it('are ours for a known code and the server’s for an unknown one', async () => {
    expect(problemText(await problemOf(problem(409, 'slot_full')))).toBe('Окно заняли. Выберите другое');
    expect(problemText(await problemOf(problem(409, 'new_code', { detail: 'Слова сервера' })))).toBe(
      'Слова сервера',
    );
  });

  it('name the fault of a field', () => {
    expect(fieldFaultText({ field: 'phone', code: 'required', message: '' })).toBe('Заполните поле');
    expect(fieldFaultText({ field: 'phone', code: 'odd', message: 'Слова сервера' })).toBe('Слова сервера');
  });

  it('never show the words of a crash in our own code', () => {
    expect(problemText(new TypeError('x is not a function'))).not.toContain('function');
  });
});
