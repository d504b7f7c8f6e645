import Bowser from 'bowser';

export type DeviceKind = 'desktop' | 'mobile' | 'tablet';
export const DEVICE_KINDS = ['desktop', 'mobile', 'tablet'] as const;

/** What a user agent says of itself in short, such as `Chrome 130, Windows`; empty when it says nothing we know. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return '';
  const { browser, os } = Bowser.parse(userAgent);
  const version = browser.version?.split('.')[0];
  const name = browser.name && (version ? `${browser.name} ${version}` : browser.name);
  return [name, os.name].filter(Boolean).join(', ');
}

export function deviceKind(userAgent: string | null): DeviceKind | null {
  const kind = userAgent ? Bowser.parse(userAgent).platform.type : undefined;
  return DEVICE_KINDS.find((known) => known === kind) ?? null;
}
