import { useTranslation } from '@/shared/i18n';
import { Icon } from '@/shared/ui/icon';
import type { Call } from '../model/call';
import { callLook } from '../model/call-look';

/** Icon and word of a call's state, for rows. Trouble that still waits is drawn by the caller through `hue`. */
export function CallState({
  call,
  hue,
}: {
  call: Pick<Call, 'status' | 'direction'>;
  hue?: 'warning' | 'danger' | undefined;
}) {
  const { t } = useTranslation('calls');
  const look = callLook(call);
  return (
    <span data-hue={hue ?? look.hue} className="inline-flex min-w-0 items-center gap-2 whitespace-nowrap">
      <Icon of={look.icon} className="text-hue" />
      <span className="truncate">{t(`state.${look.word}`)}</span>
    </span>
  );
}
