import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mangoSample } from '../../../../test/fixtures/mango/samples.js';
import { eventPath } from './event-path.js';
import { readMangoEvent } from './event.js';
import type { MangoEvent } from './event-types.js';

const CALL = { entry_id: 'e1', call_id: 'c1', seq: 1, timestamp: 1_773_644_400, call_state: 'Appeared' };

function readValue(path: string, value: unknown): MangoEvent {
  const reading = readMangoEvent(path, JSON.stringify(value));
  if (!reading.ok) throw new Error(reading.reason);
  return reading.event;
}

const readCall = (fields: object): MangoEvent => readValue('events/call', { ...CALL, ...fields });

describe('eventPath', () => {
  test.each([
    ['/api/webhooks/mango/events/call', 'events/call'],
    ['/api/v1/webhooks/mango/events/call/', 'events/call'],
    ['events//record/added?x=1', 'events/record/added'],
    ['/vpbx/api/v1/result/call/hold/on', 'result/call/hold/on'],
    ['/events/mango/Result/SMS', 'result/sms'],
    ['/api/webhooks/mango/ping', 'ping'],
    ['/', ''],
  ])('finds the event of %s', (path, suffix) => {
    expect(eventPath(path)).toBe(suffix);
  });
});

describe('a call event', () => {
  test('reads numbers as texts and texts as numbers', () => {
    const asTexts = readCall({
      seq: '10',
      timestamp: '1773644400',
      call_state: 'Disconnected',
      location: 'abonent',
      disconnect_reason: '1110',
      from: { number: 79_990_010_001 },
      to: { extension: 101, acd_group: 500, line_number: 74_950_000_101 },
      dct: { type: '2', number: 1 },
      task_id: 12,
    });
    expect(asTexts).toMatchObject({
      key: 'call:10:c1',
      seq: 10,
      timestamp: 1_773_644_400,
      state: 'disconnected',
      disconnectReason: 1110,
      from: { number: '79990010001' },
      to: { extension: '101', acdGroup: '500', lineNumber: '74950000101' },
      callTracking: { type: 2, number: '1' },
      taskId: '12',
    });
  });

  test('takes blank texts and zero task for nothing', () => {
    expect(
      readCall({ from: { number: ' ' }, to: { acd_group: '' }, task_id: 0, command_id: '' }),
    ).toMatchObject({
      from: { number: null },
      to: { acdGroup: null },
      taskId: null,
      commandId: null,
    });
  });

  test('forgives the vendor’s misspellings', () => {
    expect(readCall({ locaton: 'queue', from: { was_transfered: true } })).toMatchObject({
      location: 'queue',
      from: { wasTransferred: true },
    });
    expect(readCall({ location: 'ivr.2.1', to: { hold_initiator: 'false' } })).toMatchObject({
      location: 'ivr',
      to: { holdInitiator: false },
    });
  });

  test.each([
    ['СС', 'CC'],
    ['MissGroupСallCallback', 'MissGroupCallCallback'],
    ['api', 'API'],
    ['Новый', 'Новый'],
    ['', null],
  ])('reads the initiator %s with its look-alike letters as %s', (written, initiator) => {
    expect(readCall({ callback_initiator: written })).toMatchObject({ callbackInitiator: initiator });
  });

  test('keeps an event with words and values it does not know', () => {
    expect(
      readCall({
        call_state: 'Parked',
        location: 'moon',
        transfer: 'odd',
        timestamp: 'soon',
        from: 'x',
        to: [1],
      }),
    ).toMatchObject({ state: null, location: null, transfer: null, timestamp: null, from: { number: null } });
  });

  test('is never too old or too new', () => {
    expect(readCall({ timestamp: 1 })).toMatchObject({ timestamp: 1 });
    expect(readCall({ timestamp: 4_102_444_800 })).toMatchObject({ timestamp: 4_102_444_800 });
  });

  test.each([
    ['entry_id', { entry_id: undefined }],
    ['entry_id', { entry_id: '  ' }],
    ['entry_id', { entry_id: { a: 1 } }],
    ['call_id', { call_id: null }],
    ['call_id', { call_id: 'x'.repeat(256) }],
    ['call_id', { call_id: 2 ** 53 }],
    ['seq', { seq: 'first' }],
    ['seq', { seq: -1 }],
    ['seq', { seq: 2 ** 31 }],
  ])('cannot be placed without %s', (field, fields) => {
    const json = JSON.stringify({ ...CALL, ...fields });
    expect(readMangoEvent('events/call', json)).toEqual({ ok: false, reason: 'missing_ids', field });
  });

  test('keeps ids byte by byte', () => {
    expect(readCall({ call_id: ' MTo+/= ' })).toMatchObject({ callId: ' MTo+/= ', key: 'call:1: MTo+/= ' });
  });
});

describe('the other events', () => {
  test('a summary tells no talk from an untold one', () => {
    const summary = {
      entry_id: 'e1',
      call_direction: '1',
      create_time: '1773644400',
      forward_time: 0,
      end_time: 5,
    };
    expect(readValue('events/summary', { ...summary, talk_time: '0' })).toMatchObject({
      kind: 'summary',
      key: 'summary:e1',
      direction: 'inbound',
      createTime: 1_773_644_400,
      forwardTime: null,
      talkTime: 0,
      endTime: 5,
    });
    expect(readValue('events/summary', { ...summary, call_direction: 7 })).toMatchObject({
      direction: null,
      talkTime: null,
    });
  });

  test('each has the key that tells it from its copies', () => {
    const keys = [
      readValue('events/recording', { recording_id: 'r', seq: '2', recipient: 'CloudAndMail' }),
      readValue('events/record/added', { recording_id: 'r', entry_id: 'e1', user_id: -1 }),
      readValue('events/record/tagged', { recording_id: 'r' }),
      readValue('events/dtmf', { call_id: 'c', seq: 3, dtmf: 12 }),
      readValue('events/sms', { command_id: 's', reason: '4391' }),
      readValue('result/call/hangup', { command_id: 'h', result: '1000' }),
      readValue('result/stats', { key: 'k', result: 1000 }),
    ];
    expect(keys.map(({ key }) => key)).toEqual([
      'recording:2:r',
      'record_added:r',
      'record_tagged:r',
      'dtmf:3:c',
      'sms:s',
      'result:h',
      null,
    ]);
    expect(keys).toMatchObject([
      { recipient: 'cloudAndMail', entryId: null },
      { userId: null, entryId: 'e1' },
      {},
      { digits: '12' },
      { reason: 4391 },
      { command: 'call/hangup', code: 1000 },
      { command: 'stat', statKey: 'k' },
    ]);
  });

  test('a kind we make no use of is kept as such', () => {
    expect(readValue('events/recognized/offline', { entry_id: 'e1', a: [] })).toEqual({
      kind: 'other',
      key: null,
      entryId: 'e1',
      path: 'events/recognized/offline',
    });
    expect(readValue('events/constructor', {})).toMatchObject({ kind: 'other' });
  });

  test('the refusal of a callback says why', () => {
    const [event] = mangoSample('outbound_callback_rejected').events;
    expect(readMangoEvent('result/callback', event?.json ?? '')).toMatchObject({
      event: { kind: 'result', command: 'callback', commandId: 'crm-cb-0004', code: 2240 },
    });
  });
});

describe('a text that is no event', () => {
  const call = JSON.stringify(CALL);
  test.each([
    ['not_json', ''],
    ['not_json', '{'],
    ['not_json', `${call}x`],
    ['not_json', `\uFEFF${call}`],
    ['not_json', "{'entry_id':1}"],
    ['contains_nul', `${call}\u0000`],
    ['contains_nul', call.replace('e1', 'e\\u0000')],
    ['contains_nul', call.replace('"seq"', '"a\\u0000":{"b":[1,{"c":"d"}]},"seq"')],
    ['broken_text', call.replace('e1', '\\ud83d')],
    ['not_an_object', '[]'],
    ['not_an_object', 'null'],
    ['not_an_object', '"text"'],
    ['not_an_object', '1e400'],
    ['too_deep', '['.repeat(49_000) + ']'.repeat(49_000)],
    ['too_deep', call.replace('"seq"', `"a":${'['.repeat(40)}${']'.repeat(40)},"seq"`)],
  ])('is %s', (reason, json) => {
    expect(readMangoEvent('events/call', json)).toEqual({ ok: false, reason, field: null });
  });

  test('brackets and escaped escapes inside strings are only text', () => {
    const number = `"${'['.repeat(40)}\\u0000`;
    expect(readCall({ from: { number } })).toMatchObject({ from: { number } });
  });

  test('never throws, whatever the path and the text', () => {
    const path = fc.oneof(
      fc.string(),
      fc.constantFrom('events/call', 'events/summary', 'result/x', 'events/dtmf'),
    );
    const names = [
      'entry_id',
      'call_id',
      'seq',
      'from',
      'to',
      'timestamp',
      'location',
      'dct',
      '__proto__',
      'dtmf',
    ];
    const record = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
    const json = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      record.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(path, json, (anyPath, text) => {
        expect(typeof readMangoEvent(anyPath, text).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
