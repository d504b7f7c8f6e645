import { useState } from 'react';

/** The browser's leave to show a ring over other windows; `denied` where there are no notifications at all. */
export function useNotificationPermission(): { permission: NotificationPermission; ask: () => void } {
  const [permission, setPermission] = useState<NotificationPermission>(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  const ask = (): void => {
    void Notification.requestPermission().then(setPermission);
  };
  return { permission, ask };
}
