import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { outcomeOf, withoutOutcome } from '@/entities/oauth-provider';
import type { OauthOutcome } from '@/entities/oauth-provider';

/** The outcome with which a provider sent the browser back; it is taken out of the address, so that it is told once. */
export function useOutcome(): OauthOutcome | null {
  const [search, setSearch] = useSearchParams();
  const found = outcomeOf(search);
  const [outcome] = useState(found);
  useEffect(() => {
    if (found !== null) setSearch(withoutOutcome(search), { replace: true });
  }, [found, search, setSearch]);
  return outcome;
}
