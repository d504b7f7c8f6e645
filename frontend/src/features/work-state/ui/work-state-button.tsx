import { BellRing, ChevronDown, X } from 'lucide-react';
import { useOwnCalls } from '@/entities/call';
import { useProfile, workStatusLook } from '@/entities/session';
import type { WorkStatus } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { DropdownMenu } from '@/shared/ui/dropdown-menu';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { Elapsed } from '@/shared/ui/elapsed';
import { Icon } from '@/shared/ui/icon';
import { useSetWorkState } from '../api/set-work-state';
import type { ChosenState } from '../api/set-work-state';

const ringingLook = { hue: 'state-ringing', icon: BellRing } as const;
const choices: readonly ChosenState[] = ['online', 'break', 'offline'];

/** State and its clock at the top left, the menu behind it, and the likeliest next state as one press. */
export function WorkStateButton() {
  const { t } = useTranslation();
  const { id, statusWork, statusWorkSince, statusWorkNext } = useProfile();
  const setState = useSetWorkState();
  const ringing = useOwnCalls(id).find(({ phase }) => phase === 'ringing');
  // A telephone that rings is told by the call: the state of work changes only when it is answered.
  const look = ringing === undefined ? workStatusLook[statusWork] : ringingLook;
  const verbs = { online: t('work.goOnline'), break: t('work.goBreak'), offline: t('work.goOffline') };
  const entries = choices
    .filter((choice) => choice !== statusWork)
    .map((choice): MenuEntry => ({
      kind: 'action',
      label: verbs[choice],
      icon: workStatusLook[choice].icon,
      onSelect: () => {
        setState.mutate(choice);
      },
    }));
  const next = likelyNext(statusWork);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <DropdownMenu
        align="start"
        entries={entries}
        trigger={
          <button
            type="button"
            data-hue={look.hue}
            className="inline-flex h-8 max-w-full min-w-0 items-center gap-2 rounded-md bg-hue-soft ps-2.5 pe-2 font-semibold max-sm:gap-1.5 max-sm:px-2 whitespace-nowrap text-hue-text pointer-coarse:h-11"
          >
            <Icon of={look.icon} />
            <span className="sr-only">{t('work.label')}</span>
            {/* Spaces keep the parts of the spoken name apart. On a phone the clock gives way to what else is in the strip: whole, into a line out of sight. */}{' '}
            <span className="flex h-5 min-w-0 flex-wrap gap-x-2 overflow-hidden max-sm:gap-x-1.5">
              <span className="max-w-full truncate">
                {ringing === undefined ? t(`work.${statusWork}`) : t('work.ringing')}
              </span>{' '}
              <Elapsed since={ringing?.ringingSince ?? statusWorkSince} className="font-normal" />
            </span>
            <span className="max-sm:hidden">
              <Icon of={ChevronDown} size={14} />
            </span>
          </button>
        }
      />
      <span className="max-sm:hidden">
        {statusWorkNext === null ? (
          <Button
            intent="ghost"
            size="sm"
            icon={workStatusLook[next].icon}
            busy={setState.isPending}
            onClick={() => {
              setState.mutate(next);
            }}
          >
            {verbs[next]}
          </Button>
        ) : (
          <NextState
            state={statusWorkNext}
            onCancel={() => {
              setState.mutate('online');
            }}
          />
        )}
      </span>
    </div>
  );
}

/** Chosen during a call, begins after it; one press takes it back. */
function NextState({ state, onCancel }: { state: WorkStatus; onCancel: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      onClick={onCancel}
      className="inline-flex h-(--control-sm) items-center gap-1.5 rounded-md border border-brand-line bg-selected px-2 text-12 whitespace-nowrap text-brand-text"
    >
      <Icon of={workStatusLook[state].icon} size={14} />
      {t('work.next', { state: t(`work.${state}`) })}
      <Icon of={X} size={14} />
      <span className="sr-only">{t('action.cancel')}</span>
    </button>
  );
}

function likelyNext(now: WorkStatus): ChosenState {
  return now === 'break' || now === 'offline' ? 'online' : 'break';
}
