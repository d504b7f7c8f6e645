import { AudioLines, Coffee, Headphones, Power, SquarePen } from 'lucide-react';
import type { LucideIcon } from '@/shared/ui/icon';
import type { Hue } from '@/shared/ui/hue';
import type { Profile } from '../api/profile.queries';

export type WorkStatus = Profile['statusWork'];

/** Hue and icon of each state of work; its word is `common:work.<state>`. */
export const workStatusLook: Record<WorkStatus, { hue: Hue; icon: LucideIcon }> = {
  online: { hue: 'state-available', icon: Headphones },
  on_call: { hue: 'state-talking', icon: AudioLines },
  wrap_up: { hue: 'state-wrapup', icon: SquarePen },
  break: { hue: 'state-break', icon: Coffee },
  offline: { hue: 'state-offline', icon: Power },
};
