import type { Call, Debt } from '@/entities/call';

/** One row of the list. */
export interface CallRow {
  key: string;
  call: Call;
  /** The debt this call is the latest of. */
  debt: Debt | null;
  /** Further calls of the client among those loaded; 0 in a row by row list. */
  moreCount: number;
  isOpen: boolean;
  /** Stands under the head of its open group. */
  isSub: boolean;
}

interface Grouping {
  grouped: boolean;
  /** Calls whose groups are open, by the id of the head. */
  openIds: ReadonlySet<number>;
  debts: ReadonlyMap<string, Debt>;
}

/** The rows to draw. Grouped, a client stands once, where his latest call is; hidden numbers are nobody's. */
export function toRows(calls: readonly Call[], { grouped, openIds, debts }: Grouping): CallRow[] {
  const debtOf = (call: Call): Debt | null => {
    const debt = call.phoneClient === null ? undefined : debts.get(call.phoneClient);
    return debt?.call.id === call.id ? debt : null;
  };
  const row = (call: Call): CallRow => ({
    key: String(call.id),
    call,
    debt: debtOf(call),
    moreCount: 0,
    isOpen: false,
    isSub: false,
  });
  if (!grouped) return calls.map(row);
  return byClient(calls).flatMap(([head, ...rest]) => {
    const isOpen = rest.length > 0 && openIds.has(head.id);
    return [
      { ...row(head), moreCount: rest.length, isOpen },
      ...(isOpen ? rest.map((call) => ({ ...row(call), isSub: true })) : []),
    ];
  });
}

function byClient(calls: readonly Call[]): [Call, ...Call[]][] {
  const groups = new Map<string, [Call, ...Call[]]>();
  for (const call of calls) {
    const client = call.phoneClient ?? `hidden ${String(call.id)}`;
    const group = groups.get(client);
    if (group === undefined) groups.set(client, [call]);
    else group.push(call);
  }
  return [...groups.values()];
}
