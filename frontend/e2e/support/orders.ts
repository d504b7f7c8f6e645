import { signInByApi } from './call-centre';
import type { ProductCopy } from './copy';
import { newClient } from './telephony';

export interface KnownOrder {
  readonly id: number;
  readonly clientName: string;
}

/** As long as names and addresses come, so that what does not fit shows itself. */
const CLIENTS = ['Виктор Степанович Ермолаев', 'Нина Соболева', 'Тамара Ильинична Преображенская'];
const KINDS = ['kp', 'bt', 'mnch'] as const;

/** Books a visit in the next free half-hours of Saratov for each client, so that lists and cards have what to show. */
export async function bookOrders(copy: ProductCopy): Promise<KnownOrder[]> {
  const send = await signInByApi(copy, copy.admin);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const booked: KnownOrder[] = [];
  for (const [index, clientName] of CLIENTS.entries()) {
    const hour = String(8 + index).padStart(2, '0');
    const answer = (await send('POST', '/orders', {
      rk: 'Авито',
      city: 'Саратов',
      phone: newClient(),
      typeOrder: 'first_time',
      clientName,
      address: 'Набережная Космонавтов, 4, кв. 112, подъезд 3, этаж 9',
      dateMeeting: `${tomorrow}T${hour}:00:00Z`,
      typeEquipment: KINDS[index % KINDS.length],
      problem: 'Холодильник не морозит верхнюю камеру, внизу лёд. Озвучено: от 1 000 ₽',
    })) as { data: { id: number } };
    booked.push({ id: answer.data.id, clientName });
  }
  return booked;
}
