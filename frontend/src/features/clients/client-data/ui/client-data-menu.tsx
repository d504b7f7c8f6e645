import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/entities/session';
import { loadTexts } from '@/shared/i18n';
import { isDialable } from '@/shared/lib/erased-phone';

const Menu = lazy(async () => {
  const [{ DataMenu }] = await Promise.all([import('./data-menu'), loadTexts(['clients'])]);
  return { default: DataMenu };
});

/**
 * What may be done with all data of a client, for those who may; nothing for a hidden number and for one that is erased. While an erasure is
 * being followed it stays, although the number is gone from the page by then.
 */
export function ClientDataMenu({ phone }: { phone: string | null }) {
  const can = useCan();
  const [erasing, setErasing] = useState<string | null>(null);
  if (!can('clients:export') && !can('clients:erase')) return null;
  const shown = erasing ?? phone;
  if (!isDialable(shown)) return null;
  return (
    <Suspense fallback={null}>
      <Menu
        phone={shown}
        isErasing={erasing !== null}
        onErase={(isErasing) => {
          setErasing(isErasing ? shown : null);
        }}
      />
    </Suspense>
  );
}
