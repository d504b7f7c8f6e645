import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/**
 * A key by its place on the keyboard (`KeyboardEvent.code`), so that it works in every layout: `KeyS`, `F2`, `Slash`,
 * `Digit1`, with `ctrl`, `shift`, `alt` before it: `ctrl+KeyS`. `ctrl` is also the Command key.
 */
export type KeyCombo = string;

export type ShortcutGroup = 'call' | 'wrapUp' | 'order' | 'everywhere';

export interface Shortcut {
  combo: KeyCombo;
  /** Text for the key sheet, already translated; without it the key is not listed. */
  label?: string | undefined;
  group?: ShortcutGroup;
  enabled?: boolean;
  onPress: (event: KeyboardEvent) => void;
}

interface Registered {
  combo: KeyCombo;
  label: string | undefined;
  group: ShortcutGroup;
  onPress: (event: KeyboardEvent) => void;
}

/** Keys that work now, for the key sheet; of two owners of a key the later one wins. */
export const useShortcutRegistry = create<{ shortcuts: readonly Registered[] }>(() => ({ shortcuts: [] }));

/** Gives a key to this component while it is on the screen. Single keys are silent while the person types. */
export function useShortcut({ combo, label, group = 'everywhere', enabled = true, onPress }: Shortcut): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  }, [onPress]);
  useEffect(() => {
    if (!enabled) return undefined;
    return register({
      combo,
      label,
      group,
      onPress: (event) => {
        latest.current(event);
      },
    });
  }, [combo, label, group, enabled]);
}

/** Hears the keyboard for all shortcuts; called once by the shell. Returns what ends it. */
export function listenForShortcuts(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
  };
}

/** What is printed on the key caps: `ctrl+KeyS` is `['Ctrl', 'S']`. */
export function keyCaps(combo: KeyCombo): string[] {
  if (combo === 'shift+Slash') return ['?'];
  return combo.split('+').map((part) => capNames[part] ?? part.replace(/^(Key|Digit)/, ''));
}

const capNames: Record<string, string> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  Slash: '/',
  Escape: 'Esc',
  Equal: '+',
  BracketLeft: '[',
  BracketRight: ']',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

function register(shortcut: Registered): () => void {
  useShortcutRegistry.setState(({ shortcuts }) => ({ shortcuts: [...shortcuts, shortcut] }));
  return () => {
    useShortcutRegistry.setState(({ shortcuts }) => ({
      shortcuts: shortcuts.filter((other) => other !== shortcut),
    }));
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  const combo = comboOf(event);
  if (combo === null || (isTyping(event.target) && isSingleKey(event))) return;
  const owner = useShortcutRegistry.getState().shortcuts.findLast((shortcut) => shortcut.combo === combo);
  if (owner === undefined) return;
  event.preventDefault();
  owner.onPress(event);
}

function comboOf(event: KeyboardEvent): KeyCombo | null {
  if (event.code === '') return null;
  const parts = [
    event.ctrlKey || event.metaKey ? 'ctrl' : null,
    event.altKey ? 'alt' : null,
    event.shiftKey ? 'shift' : null,
    event.code === 'NumpadEnter' ? 'Enter' : event.code,
  ];
  return parts.filter((part) => part !== null).join('+');
}

/** A key that would write something; function keys and Ctrl combinations never do. */
function isSingleKey(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d{1,2}$/.test(event.code);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}
