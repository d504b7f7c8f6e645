import type { TestApi } from './api.js';

interface Trace {
  readonly objectType: string;
  readonly objectId: number;
}

/** The audit rows of an object, oldest first. */
export const auditOf = (api: TestApi, { objectType, objectId }: Trace) =>
  api.database.prisma.audit.findMany({
    where: { objectType, objectId: String(objectId) },
    orderBy: { id: 'asc' },
    select: { action: true, actorOperatorId: true, organizationId: true, outcome: true, diffFields: true },
  });

/** The live events of a type that tell of an object, in order of writing. */
export async function eventsOf(api: TestApi, type: string, objectId: number) {
  const events = await api.database.prisma.liveEvent.findMany({
    where: { type },
    orderBy: { id: 'asc' },
    select: { type: true, city: true, operatorIds: true, data: true },
  });
  return events.filter(({ data }) => (data as { id?: unknown }).id === objectId);
}
