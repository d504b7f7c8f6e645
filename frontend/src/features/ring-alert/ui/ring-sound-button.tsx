import { Play, Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Switch } from '@/shared/ui/checkbox';
import { IconButton } from '@/shared/ui/icon-button';
import { Popover } from '@/shared/ui/popover';
import { testRing, useSound } from '../model/ring-sound';
import { useSoundSettings } from '../model/sound-settings';

/** How a ring sounds here: on or off, how loud, and whether it shows over other windows. */
export function RingSoundButton() {
  const { t } = useTranslation();
  const isOn = useSoundSettings((settings) => settings.isOn);
  return (
    <Popover
      label={t('ringSound.label')}
      align="end"
      trigger={<IconButton icon={isOn ? Volume2 : VolumeX} label={t('ringSound.label')} />}
    >
      <SoundChoice />
    </Popover>
  );
}

function SoundChoice() {
  const { t } = useTranslation();
  const { isOn, volume, setOn, setVolume } = useSoundSettings();
  const isUnlocked = useSound((sound) => sound.isUnlocked);
  return (
    <div className="flex w-64 flex-col gap-3">
      <label className="flex items-center justify-between gap-3">
        {t('ringSound.on')}
        <Switch
          checked={isOn}
          onChange={(event) => {
            setOn(event.target.checked);
          }}
        />
      </label>
      <label className="flex items-center gap-3">
        <span className="text-ink-2">{t('ringSound.volume')}</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(volume * 100)}
          disabled={!isOn}
          onChange={(event) => {
            setVolume(Number(event.target.value) / 100);
          }}
          className="min-w-0 flex-1 accent-(--brand)"
        />
      </label>
      <Button
        size="sm"
        icon={Play}
        disabled={!isOn}
        onClick={() => {
          testRing(volume);
        }}
      >
        {t('ringSound.test')}
      </Button>
      {!isUnlocked && <p className="text-12 text-ink-3">{t('ringSound.locked')}</p>}
      <Notifications />
    </div>
  );
}

function Notifications() {
  const { t } = useTranslation();
  const [permission, setPermission] = useState<NotificationPermission>(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  if (permission === 'granted') return null;
  if (permission === 'denied') return <p className="text-12 text-ink-3">{t('ringSound.notifyDenied')}</p>;
  return (
    <Button
      size="sm"
      onClick={() => {
        void Notification.requestPermission().then(setPermission);
      }}
    >
      {t('ringSound.notify')}
    </Button>
  );
}
