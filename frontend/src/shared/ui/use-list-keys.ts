import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

interface ListKeys {
  count: number;
  start: number;
  onChoose: (index: number) => void;
  /** Text of a row, for jumping to it by its first letters; none when the letters go to a search field. */
  labelOf?: (index: number) => string;
}

const typeAheadMs = 700;
/** So many options Page Up and Down go. */
const pageRows = 10;

/** Arrows, Page Up and Down, Home, End, Enter and, without a search field, first letters. */
export function useListKeys({ count, start, onChoose, labelOf }: ListKeys) {
  const [wanted, setActive] = useState(start);
  const typed = useRef({ text: '', at: 0 });
  const active = Math.min(wanted, count - 1);

  const moves: Record<string, () => number> = {
    ArrowDown: () => (active + 1) % count,
    ArrowUp: () => (active <= 0 ? count - 1 : active - 1),
    PageDown: () => Math.min(active + pageRows, count - 1),
    PageUp: () => Math.max(active - pageRows, 0),
    ...(labelOf === undefined ? {} : { Home: () => 0, End: () => count - 1 }),
  };

  const jump = (event: KeyboardEvent): void => {
    if (labelOf === undefined || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const { text, at } = typed.current;
    const now = event.timeStamp;
    typed.current = { text: (now - at > typeAheadMs ? '' : text) + event.key.toLocaleLowerCase(), at: now };
    const found = rows(count).find((index) =>
      labelOf(index).toLocaleLowerCase().startsWith(typed.current.text),
    );
    if (found !== undefined) setActive(found);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (count === 0) return;
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setActive(move());
      return;
    }
    if (event.key === 'Enter' || (event.key === ' ' && labelOf !== undefined)) {
      event.preventDefault();
      onChoose(active);
      return;
    }
    jump(event);
  };

  return { active, setActive, onKeyDown };
}

function rows(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
