import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall } from '../../../test/factories/call.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Row {
  readonly id: number;
  readonly version: number;
}
const classify = (person: { id: number }, call: Row, fields: object) =>
  api
    .as(person)
    .patch(`/api/calls/${String(call.id)}`)
    .send({ version: call.version, ...fields });

describe('classifying a call', () => {
  test('stores outcome and comment, tells open pages and leaves an audit row without the comment', async () => {
    const operator = await api.build.operator();
    const call = await buildCall(api, { operatorId: operator.id, city: 'Омск' });
    const { id: before } = (await api.database.prisma.liveEvent.findFirst({ orderBy: { id: 'desc' } })) ?? {
      id: 0n,
    };
    const response = await classify(operator, call, {
      disposition: 'consultation',
      comment: 'Спросил цену\nперезвонит',
    });
    expect(response).toMatchObject({
      status: 200,
      body: {
        data: { id: call.id, disposition: 'consultation', comment: 'Спросил цену\nперезвонит', version: 2 },
      },
    });
    const events = await api.database.prisma.liveEvent.findMany({ where: { id: { gt: before } } });
    expect(events).toMatchObject([
      {
        type: 'call.updated',
        city: 'Омск',
        operatorIds: [operator.id],
        data: {
          id: call.id,
          call: { id: call.id, disposition: 'consultation', version: 2, phoneClient: call.phoneClient },
        },
      },
    ]);
    const audit = await api.database.prisma.audit.findFirstOrThrow({
      where: { action: 'call.classify', objectId: String(call.id) },
    });
    expect(audit).toMatchObject({
      actorOperatorId: operator.id,
      diffFields: { disposition: { before: null, after: 'consultation' }, comment: {} },
    });
    expect(JSON.stringify(audit.diffFields)).not.toContain('перезвонит');
  });

  test('keeps what is absent and clears what is null; PUT means the same', async () => {
    const call = await buildCall(api, { disposition: 'spam', comment: 'Реклама' });
    const kept = await classify(api.owner, call, { comment: 'Снова реклама' });
    expect(kept.body.data).toMatchObject({ disposition: 'spam', comment: 'Снова реклама', version: 2 });
    const cleared = await api
      .as(api.owner)
      .put(`/api/calls/${String(call.id)}`)
      .send({ disposition: null, version: 2 });
    expect(cleared.body.data).toMatchObject({ disposition: null, comment: 'Снова реклама', version: 3 });
  });

  test('that changes nothing writes nothing', async () => {
    const call = await buildCall(api, { disposition: 'spam' });
    const response = await classify(api.owner, call, { disposition: 'spam' });
    expect(response.body.data).toMatchObject({ disposition: 'spam', version: 1 });
    expect(
      await api.database.prisma.audit.count({
        where: { action: 'call.classify', objectId: String(call.id) },
      }),
    ).toBe(0);
  });

  test('of two at once one wins, the other gets the row as it stands', async () => {
    const call = await buildCall(api);
    const answers = await Promise.all(
      ['spam', 'refusal'].map((disposition) => classify(api.owner, call, { disposition })),
    );
    const [won, lost] = [
      answers.find(({ status }) => status === 200),
      answers.find(({ status }) => status !== 200),
    ];
    expect(lost && won).toBeDefined();
    if (!lost || !won) return;
    expectProblem(lost, 412, 'stale_version');
    expect(lost.body.current).toEqual(won.body.data);
  });

  test.each([
    ['own', 'operator', 200],
    ['nobody’s', 'operator', 200],
    ['a colleague’s', 'operator', 403],
    ['a colleague’s', 'manager', 200],
    ['a colleague’s', 'admin', 200],
    ['own', 'viewer', 403],
    ['own', 'master', 403],
  ] as const)('%s call by %s: %i', async (whose, role, status) => {
    const person = await api.build.operator({
      role,
      cities: role === 'manager' || role === 'master' ? ['Саратов'] : [],
    });
    const colleague = await api.build.operator();
    const operatorId = { own: person.id, 'nobody’s': null, 'a colleague’s': colleague.id }[whose];
    const call = await buildCall(api, { operatorId });
    const response = await classify(person, call, { disposition: 'spam' });
    expect(response.status, JSON.stringify(response.body)).toBe(status);
    const stored = await api.database.prisma.call.findUniqueOrThrow({ where: { id: call.id } });
    expect(stored.disposition).toBe(status === 200 ? 'spam' : null);
  });

  test('out of scope it is not there', async () => {
    const operator = await api.build.operator({ cities: ['Омск'] });
    const call = await buildCall(api, { city: 'Саратов' });
    expectProblem(await classify(operator, call, { disposition: 'spam' }), 404, 'not_found');
  });

  test.each([
    [{ disposition: 'no_such' }, { disposition: 'invalid_value' }],
    [{ disposition: 'Заказ' }, { disposition: 'invalid_value' }],
    [{ disposition: 7 }, { disposition: 'invalid_type' }],
    [{ disposition: ['spam'] }, { disposition: 'invalid_type' }],
    [{ comment: '' }, { comment: 'required' }],
    [{ comment: 'x'.repeat(2001) }, { comment: 'too_long' }],
    [{ comment: 'a\u0007b' }, { comment: 'invalid_value' }],
    [{ comment: { text: 'x' } }, { comment: 'invalid_type' }],
    [{ version: undefined, comment: 'x' }, { version: 'required' }],
    [{ version: '1', comment: 'x' }, { version: 'invalid_type' }],
    [{ version: 0, comment: 'x' }, { version: 'out_of_range' }],
    [{ version: null, comment: 'x' }, { version: 'invalid_type' }],
    [{ operatorId: 1 }, { operatorId: 'unknown_field' }],
    [{ status: 'answered' }, { status: 'unknown_field' }],
  ])('%j is refused with the field named', async (fields, wrong) => {
    const call = await buildCall(api);
    expectProblem(await classify(api.owner, call, fields), 422, 'invalid_fields', wrong);
    expect(await api.database.prisma.call.findUniqueOrThrow({ where: { id: call.id } })).toEqual(call);
  });

  test('an outcome of another organisation does not exist here', async () => {
    const stranger = await api.build.organization();
    await api.database.prisma.disposition.create({ data: { organizationId: stranger.id, code: 'theirs' } });
    const call = await buildCall(api);
    expectProblem(await classify(api.owner, call, { disposition: 'theirs' }), 422, 'invalid_fields', {
      disposition: 'invalid_value',
    });
  });
});
