import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyCaps, listenForShortcuts, useShortcut, useShortcutRegistry } from './shortcuts';

let stop: () => void;
beforeEach(() => {
  stop = listenForShortcuts();
});
afterEach(() => {
  stop();
});

function Owner({ combo, onPress, label }: { combo: string; onPress: () => void; label?: string }) {
  useShortcut({ combo, onPress, label });
  return <input aria-label="text" />;
}

const press = (init: KeyboardEventInit, target: Element = document.body) => fireEvent.keyDown(target, init);

describe('a shortcut', () => {
  it('works by the place of the key, in the Russian layout too', () => {
    const onPress = vi.fn();
    render(<Owner combo="ctrl+KeyS" onPress={onPress} />);
    press({ code: 'KeyS', key: 'ы', ctrlKey: true });
    press({ code: 'KeyS', key: 's', metaKey: true });
    expect(onPress).toHaveBeenCalledTimes(2);
  });

  it('asks for exactly its modifiers', () => {
    const onPress = vi.fn();
    render(<Owner combo="F8" onPress={onPress} />);
    press({ code: 'F8', shiftKey: true });
    press({ code: 'F8', ctrlKey: true });
    expect(onPress).not.toHaveBeenCalled();
  });

  it('is silent while the person types, if it is a single key', () => {
    const onPress = vi.fn();
    render(<Owner combo="KeyP" onPress={onPress} />);
    press({ code: 'KeyP', key: 'p' }, screen.getByLabelText('text'));
    expect(onPress).not.toHaveBeenCalled();
    press({ code: 'KeyP', key: 'p' });
    expect(onPress).toHaveBeenCalledOnce();
  });

  it.each([
    ['F2', { code: 'F2' }],
    ['ctrl+Enter', { code: 'Enter', ctrlKey: true }],
  ])('works while the person types, if it writes nothing: %s', (combo, init) => {
    const onPress = vi.fn();
    render(<Owner combo={combo} onPress={onPress} />);
    press(init, screen.getByLabelText('text'));
    expect(onPress).toHaveBeenCalledOnce();
  });

  it('keeps the browser from its own answer to the key', () => {
    render(<Owner combo="ctrl+KeyS" onPress={() => undefined} />);
    expect(press({ code: 'KeyS', ctrlKey: true })).toBe(false);
    expect(press({ code: 'KeyA', ctrlKey: true })).toBe(true);
  });

  it('belongs to the latest owner and is given back', () => {
    const outer = vi.fn();
    const inner = vi.fn();
    render(<Owner combo="Escape" onPress={outer} />);
    const { unmount } = render(<Owner combo="Escape" onPress={inner} />);
    press({ code: 'Escape' });
    unmount();
    press({ code: 'Escape' });
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).toHaveBeenCalledOnce();
  });

  it('stands on the key sheet while it works', () => {
    const { unmount } = render(<Owner combo="Slash" label="Поиск" onPress={() => undefined} />);
    expect(useShortcutRegistry.getState().shortcuts).toMatchObject([{ combo: 'Slash', label: 'Поиск' }]);
    unmount();
    expect(useShortcutRegistry.getState().shortcuts).toEqual([]);
  });
});

describe('key caps', () => {
  it.each([
    ['ctrl+KeyS', ['Ctrl', 'S']],
    ['shift+F8', ['Shift', 'F8']],
    ['alt+Digit1', ['Alt', '1']],
    ['Slash', ['/']],
    ['shift+Slash', ['?']],
  ])('of %s', (combo, caps) => {
    expect(keyCaps(combo)).toEqual(caps);
  });
});
