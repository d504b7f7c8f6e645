import { cn } from '@/shared/lib/class-names';

interface AvatarProps {
  name: string;
  size?: 'md' | 'lg';
  /** Oneself. */
  own?: boolean;
}

/** Two initials. The name stands beside it or is spoken by what it sits in. */
export function Avatar({ name, size = 'md', own = false }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid shrink-0 place-items-center rounded-full leading-none font-semibold',
        size === 'md' ? 'size-6 text-11' : 'size-9 text-12',
        own ? 'bg-brand-soft text-brand-text' : 'bg-active text-ink-2',
      )}
    >
      {initials(name)}
    </span>
  );
}

/** `Анна Власова` → `АВ`, one word gives one letter. */
export function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join('');
}
