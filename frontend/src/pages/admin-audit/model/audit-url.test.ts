import { expect, it } from 'vitest';
import { auditUrl, readSearch, toQuestion } from './audit-url';

it.each([
  ['203.0.113.7', { ip: '203.0.113.7' }],
  ['2001:db8::1', { ip: '2001:db8::1' }],
  ['order 17', { objectType: 'order', objectId: '17' }],
  ['callcentre_operator #3', { objectType: 'callcentre_operator', objectId: '3' }],
  ['6f1f8a8e-3f3b-4d53-9a3e-1c9d0a4f7b11', { requestId: '6f1f8a8e-3f3b-4d53-9a3e-1c9d0a4f7b11' }],
  ['  ', {}],
  ['кто это', {}],
])('%s is looked for as %j', (search, question) => {
  expect(readSearch(search)).toEqual(question);
});

it('an address becomes a question to the server', () => {
  const url = auditUrl.parse(
    new URLSearchParams('from=2026-01-10&to=2026-01-12&person=4&area=orders&outcome=failure'),
  );
  expect(toQuestion(url)).toEqual({
    dateFrom: '2026-01-10',
    dateTo: '2026-01-12',
    operatorId: 4,
    action: 'order.',
    outcome: 'failure',
  });
});
