import type { ReactNode } from 'react';
import type { OwnCall } from '@/entities/call';
import { RingingBrief } from './ringing-brief';
import { TalkBrief } from './talk-brief';
import { WrapUpBrief } from './wrap-up-brief';

/** The brief of one's own call, in the state the call is in. */
export function OwnBrief({ own, actions }: { own: OwnCall; actions?: ReactNode }) {
  switch (own.phase) {
    case 'ringing':
    case 'dialling':
    case 'missed':
      return <RingingBrief own={own} actions={actions} />;
    case 'talking':
      return <TalkBrief own={own} actions={actions} />;
    case 'wrapUp':
      return <WrapUpBrief own={own} actions={actions} />;
  }
}
