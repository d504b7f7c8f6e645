import type { SlotDepth } from '@/entities/order';

/** Ground and text of a half-hour by how full it is; `bg-chart-2` is the middle step of the petrol ramp. */
export const slotLook: Record<SlotDepth, string> = {
  free: 'bg-active text-ink-2',
  some: 'bg-brand-soft text-brand-text',
  most: 'bg-[color-mix(in_oklab,var(--chart-2)_70%,var(--surface-panel))] text-ink dark:bg-chart-2',
  full: 'bg-brand font-semibold text-on-brand',
  past: 'text-ink-3 ring-1 ring-line-subtle ring-inset',
};
