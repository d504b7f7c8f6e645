import { KeyRound } from 'lucide-react';
import { Icon } from '@/shared/ui/icon';
import type { OauthProviderId } from '../api/oauth.queries';

interface Mark {
  /** Ground of the mark. */
  ground: string;
  /** Lines on it, in a square of 20. */
  lines: string;
}

/** Simple marks of our own hand in the services' colours, so that a button is found at a glance. */
const marks: Readonly<Record<Exclude<OauthProviderId, 'oidc'>, Mark>> = {
  google: { ground: '#1a5fd0', lines: 'M13.6 7.2a4.6 4.6 0 1 0 .9 3.3h-4.3' },
  yandex: { ground: '#d81e05', lines: 'M12.4 15V5h-1.9a2.9 2.9 0 0 0-.6 5.7h2.5M10.2 10.7 7.6 15' },
  vk: {
    ground: '#0066e0',
    lines:
      'M5 7c.5 4 2.300 6.300 5.300 6.300V7M10.300 10.200c2-.3 3.200-1.400 4-3.200M10.300 10.200c2.200.2 3.600 1.300 4.400 3.100',
  },
  mailru: {
    ground: '#005ff9',
    lines:
      'M12.300 10a2.300 2.300 0 1 1-4.600 0 2.300 2.300 0 0 1 4.600 0Zm0 0v.8a1.500 1.500 0 0 0 3 0V10a5.300 5.300 0 1 0-2.200 4.300',
  },
  ok: {
    ground: '#c25700',
    lines:
      'M12.200 6.600a2.200 2.200 0 1 1-4.400 0 2.200 2.200 0 0 1 4.400 0ZM6.800 10.600c2 1.400 4.400 1.400 6.400 0M10 11.700v.4l-2.600 2.900M10 12.100l2.600 2.900',
  },
  github: {
    ground: '#24292f',
    lines:
      'M6.600 5.200 8 6.300a6 6 0 0 1 4 0l1.400-1.100.3 2.300c1.500 2.600.4 5-1.900 5.500v2.500M8.200 15.500V13c-2.300-.5-3.400-2.900-1.900-5.500l.3-2.300M8.200 14.300c-1.200.3-1.800-.3-2.300-1.100',
  },
};

/** The service's mark; its name stands beside it, so it is hidden from screen readers. */
export function ProviderMark({ provider }: { provider: OauthProviderId }) {
  if (provider === 'oidc') return <Icon of={KeyRound} size={20} />;
  const { ground, lines } = marks[provider];
  return (
    <svg width={20} height={20} viewBox="0 0 20 20" aria-hidden className="shrink-0">
      <rect width="20" height="20" rx="5" fill={ground} />
      <path
        d={lines}
        fill="none"
        stroke="#fff"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
