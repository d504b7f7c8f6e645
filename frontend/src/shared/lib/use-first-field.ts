import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Puts the focus into the first field of a form that has just been opened: for forms that are the one task in sight. */
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  return form;
}
