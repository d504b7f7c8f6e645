import { Ban, Car, CircleCheck, CircleDashed, CircleX, Package, UserCheck, Wrench } from 'lucide-react';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import type { OrderStatus } from './order';

/** Hue and icon of each status; its word is `orders:status.<status>`. */
export const orderLook: Record<OrderStatus, { hue: Hue; icon: LucideIcon }> = {
  new: { hue: 'order-new', icon: CircleDashed },
  assigned: { hue: 'order-assigned', icon: UserCheck },
  on_the_way: { hue: 'order-way', icon: Car },
  in_progress: { hue: 'order-work', icon: Wrench },
  workshop: { hue: 'order-workshop', icon: Package },
  completed: { hue: 'order-completed', icon: CircleCheck },
  refused: { hue: 'order-refused', icon: CircleX },
  not_an_order: { hue: 'order-not', icon: Ban },
};
