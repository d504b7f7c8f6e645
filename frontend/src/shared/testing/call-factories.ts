import type { components } from '@/shared/api';

type Call = components['schemas']['Call'];
type CallDetails = components['schemas']['CallDetails'];
type RingBrief = components['schemas']['RingBrief'];
type Disposition = components['schemas']['Disposition'];
type Client = components['schemas']['Client'];

/** An answered call of Нина Соболева at 12:32 in Saratov, unless told otherwise. */
export function buildCall(change: Partial<Call> = {}): Call {
  return {
    id: 501,
    rk: 'Листовка',
    city: 'Саратов',
    phoneClient: '+79603419066',
    phoneAts: '+78452001122',
    dateCreate: '2025-01-21T08:32:00Z',
    status: 'answered',
    missedReason: null,
    direction: 'inbound',
    talkSeconds: 242,
    waitSeconds: 7,
    avitoName: null,
    disposition: null,
    comment: null,
    hasRecording: true,
    operator: { id: 8, name: 'Мария Орлова' },
    orders: [],
    clientName: 'Нина Соболева',
    version: 3,
    ...change,
  };
}

/** A call that rings and that nobody has answered. */
export function buildRingingCall(change: Partial<Call> = {}): Call {
  return buildCall({
    id: 900,
    status: 'new',
    phoneClient: '+79271154820',
    clientName: 'Сергей Кузьмин',
    rk: 'Авито',
    talkSeconds: null,
    waitSeconds: null,
    hasRecording: false,
    operator: null,
    version: 1,
    dateCreate: new Date().toISOString(),
    ...change,
  });
}

export function buildCallDetails(change: Partial<CallDetails> = {}): CallDetails {
  return {
    ...buildCall(),
    ringSeconds: 5,
    holdSeconds: 18,
    hangupBy: 'caller',
    disconnectReason: 1110,
    groupExtension: '801',
    transfer: null,
    finalOperator: null,
    missedBy: [],
    dtmf: [],
    legs: [],
    recordings: [],
    ...change,
  };
}

/** Сергей Кузьмин, whose master is late and whom we missed twice today. */
export function buildBrief(change: Partial<RingBrief> = {}): RingBrief {
  return {
    callId: 900,
    clientName: 'Сергей Кузьмин',
    phone: '+79271154820',
    address: 'Саратов, Чернышевского, 112, кв. 47',
    addressCity: 'Саратов',
    calls: { total: 8, missedToday: 2, lastAt: '2025-01-20T08:00:00Z' },
    orders: { total: 3, spent: 14850 },
    openOrder: null,
    lastOutcome: null,
    phoneAts: '+78452001122',
    rk: 'Авито',
    city: 'Саратов',
    timezone: 'Europe/Saratov',
    avitoName: 'Холодильники',
    reasons: [
      {
        kind: 'late_master',
        orderId: 48213,
        statusOrder: 'on_the_way',
        dateMeeting: '2025-01-21T06:00:00Z',
        master: { id: 3, name: 'Олег Сафин' },
        lateMinutes: 36,
      },
      { kind: 'missed_today', count: 2, times: ['2025-01-21T07:20:00Z', '2025-01-21T06:52:00Z'] },
    ],
    ...change,
  };
}

const codes = [
  'order',
  'consultation',
  'callback',
  'refusal',
  'wrong_number',
  'spam',
  'warranty',
  'quality_check',
  'no_answer_follow_up',
];

/** The nine outcomes a fresh organisation has. */
export function buildDispositions(): Disposition[] {
  return codes.map((code, index) => ({ id: index + 1, code, name: null, position: index + 1, version: 1 }));
}

export function buildClient(change: Partial<Client> = {}): Client {
  return {
    phone: '+79271154820',
    isErased: false,
    name: 'Сергей Кузьмин',
    address: null,
    city: 'Саратов',
    totals: { calls: 0, missed: 0, lastCallAt: null, orders: 0, completed: 0, spent: 0 },
    calls: [],
    orders: [],
    chats: [],
    tasks: [],
    ...change,
  };
}
