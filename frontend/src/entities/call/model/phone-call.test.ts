import { describe, expect, it } from 'vitest';
import { buildBrief, buildCall, buildCallDetails, buildRingingCall } from '@/shared/testing';
import type { CallNews } from './call-event';
import { afterDetails, afterNews, asHeard, phaseFor } from './phone-call';
import type { PhoneCall } from './phone-call';

const anna = 7;
const maria = 8;
const ringing = buildRingingCall();

function news(change: Partial<CallNews> = {}): CallNews {
  return {
    type: 'call.ringing',
    at: '2025-01-21T10:00:00Z',
    call: ringing,
    brief: null,
    ringingOperatorIds: null,
    ...change,
  };
}

function heard(...story: Partial<CallNews>[]): PhoneCall {
  const [first, ...rest] = story.map((part) => news(part));
  if (first === undefined) throw new Error('a story needs an event');
  return rest.reduce<PhoneCall>((call, next) => afterNews(call, next), afterNews(undefined, first));
}

const answeredBy = (id: number) => ({
  ...ringing,
  status: 'in_progress' as const,
  operator: { id, name: 'N' },
});

describe('a call on the telephone', () => {
  it('rings only at those whose phones ring, and keeps the brief that came with the ring', () => {
    const call = heard({ ringingOperatorIds: [anna], brief: buildBrief() });
    expect(phaseFor(anna, call)).toBe('ringing');
    expect(phaseFor(maria, call)).toBeNull();
    expect(call.brief?.clientName).toBe('Сергей Кузьмин');
  });

  it('begins to ring at an employee when the queue reaches him, counted from then', () => {
    const call = heard(
      { ringingOperatorIds: [] },
      { type: 'call.updated', at: '2025-01-21T10:00:09Z', ringingOperatorIds: [anna], brief: buildBrief() },
    );
    expect(phaseFor(anna, call)).toBe('ringing');
    expect(call.ringingSince).toBe('2025-01-21T10:00:09Z');
  });

  it('stops at one employee when the queue goes on to another', () => {
    const call = heard({ ringingOperatorIds: [anna] }, { type: 'call.updated', ringingOperatorIds: [maria] });
    expect(phaseFor(anna, call)).toBeNull();
    expect(phaseFor(maria, call)).toBe('ringing');
  });

  it('keeps ringing through an event that does not speak of telephones', () => {
    const call = heard({ ringingOperatorIds: [anna] }, { type: 'call.updated', ringingOperatorIds: null });
    expect(phaseFor(anna, call)).toBe('ringing');
  });

  it('is a talk for who answered, from the instant of the answer, and nothing for the others', () => {
    const call = heard(
      { ringingOperatorIds: [anna, maria] },
      { type: 'call.connected', at: '2025-01-21T10:00:12Z', call: answeredBy(anna) },
    );
    expect(phaseFor(anna, call)).toBe('talking');
    expect(phaseFor(maria, call)).toBeNull();
    expect(call.talkingSince).toBe('2025-01-21T10:00:12Z');
  });

  it('asks who talked for the outcome when it ends', () => {
    const call = heard(
      { ringingOperatorIds: [anna] },
      { type: 'call.connected', call: answeredBy(anna) },
      { type: 'call.ended', at: '2025-01-21T10:04:00Z', call: { ...answeredBy(anna), status: 'answered' } },
    );
    expect(phaseFor(anna, call)).toBe('wrapUp');
    expect(call.endedAt).toBe('2025-01-21T10:04:00Z');
  });

  it('is missed for whom it rang at when nobody answered', () => {
    const call = heard(
      { ringingOperatorIds: [anna] },
      { type: 'call.ended', call: { ...ringing, status: 'missed', missedReason: 'ringing' } },
    );
    expect(phaseFor(anna, call)).toBe('missed');
    expect(phaseFor(maria, call)).toBeNull();
  });

  it('is dialled, then talked on, by who calls out', () => {
    const outbound = { ...ringing, direction: 'outbound' as const, operator: { id: anna, name: 'Анна' } };
    expect(phaseFor(anna, heard({ call: outbound }))).toBe('dialling');
    expect(phaseFor(anna, heard({ call: { ...outbound, status: 'in_progress' } }))).toBe('talking');
  });

  it('is nobody’s when it is between colleagues', () => {
    expect(
      phaseFor(anna, heard({ call: { ...ringing, direction: 'internal' }, ringingOperatorIds: [anna] })),
    ).toBeNull();
  });
});

describe('what the legs tell', () => {
  const leg = {
    id: 1,
    kind: 'abonent' as const,
    phoneNumber: null,
    extension: '103',
    operator: { id: anna, name: 'Анна Власова' },
    appearedAt: '2025-01-21T10:00:05Z',
    connectedAt: '2025-01-21T10:00:12Z',
    disconnectedAt: null,
    talkSeconds: null,
    holdSeconds: null,
    disconnectReason: null,
  };
  const begun = asHeard(buildCall({ status: 'in_progress', operator: { id: maria, name: 'Мария' } }));

  it('finds whose telephone rings for a call the page did not hear begin', () => {
    const call = afterDetails(
      asHeard(ringing),
      buildCallDetails({ legs: [{ ...leg, status: 'started', connectedAt: null }] }),
    );
    expect(phaseFor(anna, call)).toBe('ringing');
  });

  it('gives a transferred call to who took it', () => {
    const call = afterDetails(begun, buildCallDetails({ legs: [{ ...leg, status: 'answered' }] }));
    expect(phaseFor(anna, call)).toBe('talking');
    expect(call.talkingSince).toBe('2025-01-21T10:00:12Z');
  });

  it('knows a hold and its end', () => {
    const held = afterDetails(begun, buildCallDetails({ legs: [{ ...leg, status: 'held' }] }));
    expect(held.heldSince).not.toBeNull();
    const resumed = afterDetails(held, buildCallDetails({ legs: [{ ...leg, status: 'answered' }] }));
    expect(resumed.heldSince).toBeNull();
  });

  it('passes over legs that are closed', () => {
    const closed = { ...leg, status: 'started' as const, disconnectedAt: '2025-01-21T10:00:20Z' };
    expect(phaseFor(anna, afterDetails(asHeard(ringing), buildCallDetails({ legs: [closed] })))).toBeNull();
  });
});
