import { Laptop, Smartphone, Tablet } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';

type Kind = 'desktop' | 'mobile' | 'tablet' | null;

const icons: Record<'desktop' | 'mobile' | 'tablet', LucideIcon> = {
  desktop: Laptop,
  mobile: Smartphone,
  tablet: Tablet,
};

interface PlaceRowProps {
  device: string;
  kind: Kind;
  /** Beside the name: "this one", "trusted". */
  mark?: ReactNode;
  facts: readonly string[];
  action?: ReactNode;
}

/** One browser: what it is, where and when, and what can be done about it. */
export function PlaceRow({ device, kind, mark, facts, action }: PlaceRowProps) {
  const { t } = useTranslation('security');
  return (
    <li className="flex items-start gap-3 border-line-subtle py-2.5 not-first:border-t">
      <Icon of={icons[kind ?? 'desktop']} size={20} className="mt-0.5 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium break-words">{device === '' ? t('unknownDevice') : device}</span>
          {mark}
        </p>
        <p className="text-12 text-ink-2">{facts.join(' · ')}</p>
      </div>
      {action}
    </li>
  );
}
