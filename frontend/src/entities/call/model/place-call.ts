import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { callKeys } from '../api/call-keys';
import type { Call, CallDetails } from './call';

interface Page {
  data: Call[];
}

/**
 * Puts a call that an event or an answer brought in the place of its older self: in loaded lists, where no row may
 * move, and in its card. A list that does not hold the call stays as it is. Asking the server instead would shift the
 * rows under the hand.
 */
export function placeCall(queryClient: QueryClient, call: Call): void {
  queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: callKeys.lists }, (list) =>
    list === undefined ? undefined : placeInPages(list, call),
  );
  queryClient.setQueryData<CallDetails>(callKeys.card(call.id), (card) =>
    card === undefined || card.version > call.version ? card : { ...card, ...call },
  );
}

function placeInPages(list: InfiniteData<Page>, call: Call): InfiniteData<Page> {
  const holds = (page: Page): boolean =>
    page.data.some(({ id, version }) => id === call.id && version <= call.version);
  if (!list.pages.some(holds)) return list;
  return {
    ...list,
    pages: list.pages.map((page) =>
      holds(page) ? { ...page, data: page.data.map((row) => (row.id === call.id ? call : row)) } : page,
    ),
  };
}
