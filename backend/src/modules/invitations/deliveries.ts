import { invalidField } from '../../platform/http/problem.js';
import type { Delivery } from './invitations.contract.js';

export interface DeliveriesDeps {
  /** Whether letters of the organisation leave: one that waits for a server outlives the link in it. */
  readonly hasMailServer: (organizationId: number) => Promise<boolean>;
}

/** Ways by which a link can reach a person now. */
export const openDeliveries = async (
  { hasMailServer }: DeliveriesDeps,
  organizationId: number,
): Promise<Delivery[]> => ((await hasMailServer(organizationId)) ? ['email', 'link'] : ['link']);

interface Choice {
  /** As the inviter says; undefined leaves it to us. */
  readonly wanted: Delivery | undefined;
  /** What we would choose. */
  readonly usual: Delivery;
}

/** The way a link goes. @throws Problem `invalid_fields` for a letter that no server would carry. */
export function chooseDelivery(open: readonly Delivery[], { wanted, usual }: Choice): Delivery {
  if (wanted !== undefined && !open.includes(wanted)) throw invalidField('delivery', 'invalid_value');
  const delivery = wanted ?? usual;
  return open.includes(delivery) ? delivery : 'link';
}
