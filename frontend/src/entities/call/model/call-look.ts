import { AudioLines, PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing, Users } from 'lucide-react';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import type { Call } from './call';

export interface CallLook {
  /** Its word is `calls:state.<word>`. */
  word:
    | 'ringing'
    | 'talking'
    | 'answered'
    | 'missed'
    | 'outbound'
    | 'dialling'
    | 'busy'
    | 'noAnswer'
    | 'internal';
  icon: LucideIcon;
  hue: Hue;
}

/** Icon, hue and word of a call's state, as lists and cards show it. */
export function callLook({ status, direction }: Pick<Call, 'status' | 'direction'>): CallLook {
  switch (status) {
    case 'new':
      return direction === 'inbound'
        ? { word: 'ringing', icon: PhoneIncoming, hue: 'state-ringing' }
        : { word: 'dialling', icon: PhoneOutgoing, hue: 'state-ringing' };
    case 'in_progress':
      return { word: 'talking', icon: AudioLines, hue: 'state-talking' };
    case 'missed':
      return { word: 'missed', icon: PhoneMissed, hue: 'state-offline' };
    case 'busy':
      return { word: 'busy', icon: PhoneOff, hue: 'state-offline' };
    case 'no_answer':
      return { word: 'noAnswer', icon: PhoneOff, hue: 'state-offline' };
    case 'answered':
      return answeredLooks[direction];
  }
}

const answeredLooks: Record<Call['direction'], CallLook> = {
  inbound: { word: 'answered', icon: PhoneIncoming, hue: 'state-offline' },
  outbound: { word: 'outbound', icon: PhoneOutgoing, hue: 'state-offline' },
  internal: { word: 'internal', icon: Users, hue: 'state-offline' },
};
