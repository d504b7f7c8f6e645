import { useState } from 'react';
import type { KeyboardEvent } from 'react';

export interface KeyboardState {
  capsLock: boolean;
  layout: 'russian' | 'english' | null;
}

/**
 * What a person typing a hidden password cannot see: Caps Lock and the layout. Known from the first key on; the layout
 * only from a letter.
 */
export function useKeyboardState() {
  const [state, setState] = useState<KeyboardState>({ capsLock: false, layout: null });
  const onKey = (event: KeyboardEvent): void => {
    const capsLock = event.getModifierState('CapsLock');
    const layout = layoutOf(event.key) ?? state.layout;
    if (capsLock !== state.capsLock || layout !== state.layout) setState({ capsLock, layout });
  };
  return { ...state, onKey };
}

function layoutOf(key: string): KeyboardState['layout'] {
  if (/^[а-яё]$/i.test(key)) return 'russian';
  return /^[a-z]$/i.test(key) ? 'english' : null;
}
