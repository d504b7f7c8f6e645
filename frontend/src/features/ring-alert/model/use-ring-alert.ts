import { useEffect } from 'react';
import { flashTitle } from './flash-title';
import { prepareSound, ring, useSound } from './ring-sound';
import { useSoundSettings } from './sound-settings';

/** A call that rings at this person. Texts are ready to be shown. */
export interface Ring {
  callId: number;
  title: string;
  body: string;
  isHushed: boolean;
}

/** Makes sound possible and keeps it so; once, for as long as a person is signed in. */
export function useReadySound(): void {
  useEffect(() => prepareSound(), []);
}

/** Makes a ring heard and seen beyond the page, while the component is there: sound, the tab's title, a notification. */
export function useRingAlert({ callId, title, body, isHushed }: Ring): void {
  useRingSound(!isHushed);
  useEffect(() => flashTitle(title), [title]);
  useEffect(() => showNotification({ tag: `call-${String(callId)}`, title, body }), [callId, title, body]);
}

function useRingSound(isRinging: boolean): void {
  const { isOn, volume } = useSoundSettings();
  const isOurs = useSound(({ isUnlocked, isLeader }) => isUnlocked && isLeader);
  useEffect(
    () => (isRinging && isOn && isOurs ? ring(volume) : undefined),
    [isRinging, isOn, isOurs, volume],
  );
}

/** Over other windows, while the page itself is out of sight and the person has allowed it. */
function showNotification({
  tag,
  title,
  body,
}: {
  tag: string;
  title: string;
  body: string;
}): (() => void) | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden)
    return undefined;
  const notification = new Notification(title, { body, tag, silent: true });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return () => {
    notification.close();
  };
}
