import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { buildCall, buildLeg, type CallOverrides } from '../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../test/factories/order.js';
import { recomputeDebts } from './debts.queries.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Row {
  readonly id: number;
  readonly version: number;
}
const get = (person: { id: number }, path: string) => api.as(person).get(`/api/calls${path}`);
const classify = (person: { id: number }, call: Row, fields: object) =>
  api
    .as(person)
    .patch(`/api/calls/${String(call.id)}`)
    .send({ version: call.version, ...fields });

describe('the card of a call', () => {
  test('has its legs in order of appearance, its recordings and what is known of the end', async () => {
    const [first, last] = [
      await api.build.operator({ name: 'А. Власова' }),
      await api.build.operator({ name: 'К. Зайцев' }),
    ];
    const call = await buildCall(api, { operatorId: first.id, finalOperatorId: last.id, dtmf: ['1', '2'] });
    await api.database.prisma.call.update({
      where: { id: call.id },
      data: {
        ringSeconds: 5,
        holdSeconds: 12,
        hangupBy: 'caller',
        disconnectReason: 1100,
        groupExtension: '700',
        transfer: 'consultative',
      },
    });
    const later = await buildLeg(api, call, {
      operatorId: last.id,
      appearedAt: new Date('2026-03-10T09:00:30Z'),
    });
    const earlier = await buildLeg(api, call, {
      operatorId: first.id,
      extension: '101',
      phoneNumber: '+79271154820',
      appearedAt: new Date('2026-03-10T09:00:00Z'),
      connectedAt: new Date('2026-03-10T09:00:05Z'),
    });
    await api.database.prisma.recording.create({
      data: {
        organizationId: api.organization.id,
        callRowId: call.id,
        recordingId: 'rec-1',
        state: 'stored',
        bytes: 1000,
        contentType: 'audio/mpeg',
      },
    });
    const response = await get(api.owner, `/${String(call.id)}`);
    expect(response).toMatchObject({
      status: 200,
      body: {
        data: {
          id: call.id,
          ringSeconds: 5,
          holdSeconds: 12,
          hangupBy: 'caller',
          disconnectReason: 1100,
          groupExtension: '700',
          transfer: 'consultative',
          operator: { id: first.id, name: 'А. Власова' },
          finalOperator: { id: last.id, name: 'К. Зайцев' },
          missedBy: [],
          dtmf: ['1', '2'],
          legs: [
            {
              id: earlier.id,
              extension: '101',
              operator: { id: first.id },
              connectedAt: '2026-03-10T09:00:05.000Z',
            },
            { id: later.id, operator: { id: last.id }, connectedAt: null },
          ],
          recordings: [{ recordingId: 'rec-1', state: 'stored', isAvailable: true, bytes: 1000 }],
        },
      },
    });
  });

  test('of a missed call names at whom it rang, known to us or not', async () => {
    const [known, withoutLeg] = [
      await api.build.operator({ name: 'А. Власова' }),
      await api.build.operator({ extension: '909' }),
    ];
    const call = await buildCall(api, { status: 'missed', missedBy: [known.id, withoutLeg.id] });
    await buildLeg(api, call, {
      operatorId: known.id,
      extension: '101',
      appearedAt: new Date('2026-03-10T09:00:00Z'),
    });
    await buildLeg(api, call, {
      operatorId: known.id,
      extension: '101',
      appearedAt: new Date('2026-03-10T09:00:20Z'),
    });
    await buildLeg(api, call, {
      operatorId: null,
      extension: '199',
      appearedAt: new Date('2026-03-10T09:00:10Z'),
    });
    await buildLeg(api, call, {
      kind: 'queue',
      extension: '700',
      appearedAt: new Date('2026-03-10T08:59:00Z'),
    });
    const response = await get(api.owner, `/${String(call.id)}`);
    expect(response.body.data.missedBy).toEqual([
      { operatorId: known.id, name: 'А. Власова', extension: '101' },
      { operatorId: null, name: null, extension: '199' },
      { operatorId: withoutLeg.id, name: withoutLeg.name, extension: '909' },
    ]);
  });

  test('shows viewers masked numbers, in the legs too', async () => {
    const viewer = await api.build.operator({ role: 'viewer' });
    const call = await buildCall(api, { phoneClient: '+79271154820' });
    await buildLeg(api, call, { phoneNumber: '+79271154820' });
    const response = await get(viewer, `/${String(call.id)}`);
    expect(response.body.data).toMatchObject({
      phoneClient: '+7******4820',
      legs: [{ phoneNumber: '+7******4820' }],
    });
    expect(JSON.stringify(response.body)).not.toContain('9271154820');
  });

  test('opens for whom it rings at, although his cities are others', async () => {
    const operator = await api.build.operator({ cities: ['Омск'] });
    const call = await buildCall(api, { status: 'new', city: 'Саратов', hasOpenLeg: true });
    expectProblem(await get(operator, `/${String(call.id)}`), 404, 'not_found');
    await buildLeg(api, call, { operatorId: operator.id, status: 'started' });
    expect((await get(operator, `/${String(call.id)}`)).status).toBe(200);
    expect((await get(operator, `/${String(call.id)}/brief`)).status).toBe(200);
  });

  test('of another organisation, of no call and of no number is not there', async () => {
    const stranger = await api.build.organization();
    const call = await buildCall(api, { organizationId: stranger.id, rk: null, city: null });
    expectProblem(await get(api.owner, `/${String(call.id)}`), 404, 'not_found');
    expectProblem(await get(api.owner, `/${String(call.id)}/brief`), 404, 'not_found');
    expectProblem(await get(api.owner, '/2147483647'), 404, 'not_found');
    expectProblem(await get(api.owner, '/2147483648'), 422, 'invalid_fields', { id: 'out_of_range' });
    expectProblem(await get(api.owner, '/one'), 422, 'invalid_fields', { id: 'invalid_type' });
  });
});

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

describe('live calls', () => {
  test('ring or are talked on, have been heard of within two hours, and are in scope', async () => {
    await api.database.prisma.call.deleteMany();
    const open = { hasOpenLeg: true, lastEventAt: new Date() } as const;
    const at = (time: string): Date => new Date(`2026-03-10T${time}Z`);
    const talking = await buildCall(api, { ...open, status: 'in_progress', dateCreate: at('09:00:00') });
    const ringing = await buildCall(api, {
      ...open,
      status: 'new',
      dateCreate: at('09:01:00'),
      city: 'Омск',
    });
    const outbound = await buildCall(api, {
      ...open,
      status: 'new',
      direction: 'outbound',
      dateCreate: at('09:02:00'),
    });
    await buildCall(api, {
      ...open,
      status: 'in_progress',
      lastEventAt: new Date(Date.now() - 2 * 3_600_000 - 1000),
    });
    await buildCall(api, { ...open, status: 'new', direction: 'internal', city: null, rk: null });
    await buildCall(api, { ...open, hasOpenLeg: false, status: 'in_progress' });
    await buildCall(api);
    const operator = await api.build.operator({ cities: ['Саратов'] });
    const ids = async (person: { id: number }) =>
      ((await get(person, '/live')).body as { data: Row[] }).data.map(({ id }) => id);
    expect(await ids(api.owner)).toEqual([talking.id, ringing.id, outbound.id]);
    expect(await ids(operator)).toEqual([talking.id, outbound.id]);
  });
});

describe('the counters of the quick filters', () => {
  test('count what the lists of the same filters show', async () => {
    await api.database.prisma.call.deleteMany();
    const now = Date.now();
    const kinds: CallOverrides[] = [
      {},
      { dateCreate: new Date(now - 3 * 3_600_000) },
      { status: 'missed', phoneClient: '+79270000001' },
      { status: 'missed', phoneClient: '+79270000002', city: 'Омск', rk: 'Сайт' },
      { direction: 'outbound' },
      { direction: 'outbound', status: 'busy', city: 'Омск', rk: 'Сайт' },
      { direction: 'internal', city: null, rk: null, phoneClient: null },
      { status: 'new' },
    ];
    for (const kind of kinds) await buildCall(api, kind);
    await recomputeDebts(api.database.sql, api.organization.id, ['+79270000001', '+79270000002']);
    const manager = await api.build.operator({ role: 'manager', cities: ['Омск'] });
    for (const [person, query] of [
      [api.owner, {}],
      [api.owner, { city: 'Омск' }],
      [api.owner, { rk: 'Сайт', city: 'Омск' }],
      [api.owner, { search: '0001' }],
      [manager, {}],
    ] as const) {
      const total = async (path: string, more: object): Promise<number> =>
        ((await get(person, path).query({ ...query, ...more })).body as { pagination: { total: number } })
          .pagination.total;
      const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
      const city = 'city' in query ? { city: query.city } : {};
      const debts = ((await get(person, '/missed').query(city)).body as { pagination: { total: number } })
        .pagination.total;
      const response = await get(person, '/counts').query(query);
      expect(response.body.data).toEqual({
        all: await total('', {}),
        debts,
        missed: await total('', { status: 'missed' }),
        answered: await total('', { status: 'answered', direction: 'inbound' }),
        outbound: await total('', { direction: 'outbound' }),
        lastHour: await total('', { dateFrom: hourAgo }),
      });
    }
    const all = await get(api.owner, '/counts');
    expect(all.body.data).toEqual({ all: 7, debts: 2, missed: 2, answered: 2, outbound: 2, lastHour: 6 });
  });
});

describe('the ring brief', () => {
  test('tells who calls and why, in the number’s own history', async () => {
    const phone = freshPhone();
    const now = api.clock.now().getTime();
    const ago = (minutes: number): Date => new Date(now - minutes * 60_000);
    await buildCall(api, { phoneClient: phone, dateCreate: ago(60 * 24 * 40), disposition: 'consultation' });
    await buildCall(api, { phoneClient: freshPhone(), status: 'missed' });
    const master = await api.build.master({ name: 'О. Сафин', cities: ['Саратов'] });
    const order = await buildOrder(api, {
      phone,
      clientName: 'Сергей Кузьмин',
      address: 'Чернышевского, 112',
      statusOrder: 'on_the_way',
      masterId: master.id,
      dateMeeting: ago(36),
    });
    await buildOrder(api, {
      phone,
      statusOrder: 'completed',
      result: 6400,
      expenditure: 0,
      clean: 6400,
      createDate: ago(60 * 24 * 60),
      closingData: ago(60 * 24 * 59),
    });
    await buildOrder(api, {
      phone,
      statusOrder: 'completed',
      result: 8450,
      expenditure: 0,
      clean: 8450,
      createDate: ago(60 * 24 * 500),
      closingData: ago(60 * 24 * 499),
    });
    const call = await buildCall(api, {
      phoneClient: phone,
      status: 'new',
      dateCreate: new Date(now),
      avitoName: 'Мастер Олег',
    });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    expect(response.body.data).toMatchObject({
      callId: call.id,
      clientName: 'Сергей Кузьмин',
      phone,
      address: 'Чернышевского, 112',
      calls: { total: 2, missedToday: 0, lastAt: ago(60 * 24 * 40).toISOString() },
      orders: { total: 3, spent: 14_850 },
      openOrder: {
        id: order.id,
        statusOrder: 'on_the_way',
        master: { id: master.id, name: 'О. Сафин' },
        lateMinutes: 36,
      },
      lastOutcome: { kind: 'order', orderId: order.id, statusOrder: 'on_the_way' },
      phoneAts: '+74950000101',
      rk: 'RK001',
      city: 'Саратов',
      timezone: 'Europe/Saratov',
      avitoName: 'Мастер Олег',
    });
    const reasons = (response.body as { data: { reasons: { kind: string }[] } }).data.reasons;
    expect(reasons.map(({ kind }) => kind)).toEqual(['late_master', 'warranty']);
    expect(reasons[0]).toMatchObject({ orderId: order.id, lateMinutes: 36, master: { name: 'О. Сафин' } });
  });

  test('counts the missed of the organisation’s day, this call left out', async () => {
    const phone = freshPhone();
    api.clock.set('2026-03-10T21:30:00Z');
    const at = (time: string): Date => new Date(`2026-03-10T${time}Z`);
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('20:59:59') });
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:00:00') });
    await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:10:00') });
    const call = await buildCall(api, { phoneClient: phone, status: 'missed', dateCreate: at('21:20:00') });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    api.clock.set(new Date());
    expect(response.body.data).toMatchObject({
      calls: { total: 4, missedToday: 2 },
      reasons: [
        { kind: 'missed_today', count: 2, times: ['2026-03-10T21:10:00.000Z', '2026-03-10T21:00:00.000Z'] },
      ],
    });
  });

  test('of a new client and of a hidden number', async () => {
    const fresh = await buildCall(api, { status: 'new' });
    const hidden = await buildCall(api, { status: 'new', phoneClient: null, city: null, rk: null });
    const known = await get(api.owner, `/${String(fresh.id)}/brief`);
    expect(known.body.data).toMatchObject({
      clientName: null,
      calls: { total: 1 },
      reasons: [{ kind: 'new_client' }],
    });
    const unknown = await get(api.owner, `/${String(hidden.id)}/brief`);
    expect(unknown.body.data).toMatchObject({
      phone: null,
      city: null,
      timezone: null,
      openOrder: null,
      lastOutcome: null,
      reasons: [],
    });
  });

  test('of an order that was cancelled by deletion nothing is left', async () => {
    const phone = freshPhone();
    const order = await buildOrder(api, { phone, statusOrder: 'refused' });
    await api.database.prisma.order.update({ where: { id: order.id }, data: { deletedAt: new Date() } });
    const call = await buildCall(api, { phoneClient: phone });
    const response = await get(api.owner, `/${String(call.id)}/brief`);
    expect(response.body.data).toMatchObject({
      clientName: null,
      orders: { total: 0, spent: 0 },
      reasons: [{ kind: 'new_client' }],
    });
  });
});
