/** Names of cached answers about calls; a change of a call drops by prefix. */
export const callKeys = {
  all: ['calls'] as const,
  lists: ['calls', 'list'] as const,
  list: (question: object) => ['calls', 'list', question] as const,
  allCounts: ['calls', 'counts'] as const,
  counts: (filters: object) => ['calls', 'counts', filters] as const,
  debts: ['calls', 'debts'] as const,
  debtsOf: (city: string) => ['calls', 'debts', city] as const,
  live: ['calls', 'live'] as const,
  queue: ['calls', 'queue'] as const,
  cards: ['calls', 'card'] as const,
  card: (callId: number) => ['calls', 'card', callId] as const,
  brief: (callId: number) => ['calls', 'brief', callId] as const,
};
