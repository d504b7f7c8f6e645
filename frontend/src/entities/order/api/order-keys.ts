/** Names of cached answers about orders; a change of an order drops by prefix. */
export const orderKeys = {
  all: ['orders'] as const,
  lists: ['orders', 'list'] as const,
  list: (question: object) => ['orders', 'list', question] as const,
  totals: ['orders', 'total'] as const,
  cards: ['orders', 'card'] as const,
  card: (orderId: number) => ['orders', 'card', orderId] as const,
  ofPhones: ['orders', 'phone'] as const,
  ofPhone: (phone: string) => ['orders', 'phone', phone] as const,
  slots: ['orders', 'slots'] as const,
  slotsOfDay: (city: string, day: string) => ['orders', 'slots', city, day] as const,
};
