import { describe, expect, it } from 'vitest';
import { buildBrief, buildRingingCall } from '@/shared/testing';
import { orderPrefill } from './order-prefill';

describe('an order from a call', () => {
  it('takes over what the call and the client’s last order tell', () => {
    expect(orderPrefill(buildRingingCall(), buildBrief())).toEqual({
      phone: '+79271154820',
      clientName: 'Сергей Кузьмин',
      address: 'Саратов, Чернышевского, 112, кв. 47',
      city: 'Саратов',
      rk: 'Авито',
      avitoName: 'Холодильники',
    });
  });

  it('leaves out the address of another city', () => {
    expect(orderPrefill(buildRingingCall({ city: 'Омск' }), buildBrief())).toMatchObject({ city: 'Омск' });
    expect(orderPrefill(buildRingingCall({ city: 'Омск' }), buildBrief())).not.toHaveProperty('address');
  });

  it('takes the city of the last order when the dialled number is in no list', () => {
    const call = buildRingingCall({ city: null, rk: null });
    const prefill = orderPrefill(call, buildBrief());
    expect(prefill).toMatchObject({ city: 'Саратов', address: 'Саратов, Чернышевского, 112, кв. 47' });
    expect(prefill).not.toHaveProperty('rk');
  });

  it('begins empty for a hidden number', () => {
    const call = buildRingingCall({ phoneClient: null, clientName: null, city: null, rk: null });
    expect(orderPrefill(call, null)).toEqual({ phone: '' });
  });
});
