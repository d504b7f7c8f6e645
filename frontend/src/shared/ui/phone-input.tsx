import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChangeEvent, Ref } from 'react';
import { useFormat } from '@/shared/lib/use-format';
import type * as WrittenPhone from '@/shared/lib/written-phone';
import { Input } from './input';

type Writing = typeof WrittenPhone;

interface PhoneInputProps {
  /** E.164 once the number is whole, before that what is typed. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  name?: string;
  ref?: Ref<HTMLInputElement>;
  /** Known from the call: the person only confirms. */
  fact?: boolean;
}

/** Characters of a number; others are punctuation that comes and goes. */
const counted = /[\d+]/;
/** Hidden and masked numbers are shown as they are. */
const isNumber = (text: string): boolean => /^[\d\s()+.\-\u2010-\u2015]*$/.test(text);

/** A phone number, formatted as it is typed; the form gets E.164. The rules of countries come with the first such field. */
export function PhoneInput({ value, onChange, onBlur, name, ref, fact = false }: PhoneInputProps) {
  const writing = useWriting();
  const whole = useWholeForm(writing);
  const [typed, setTyped] = useState<{ text: string; value: string } | null>(null);
  const caret = useCaret();
  // What is typed stands as long as it means the value; a value from elsewhere is shown in its usual form.
  const text = typed?.value === value ? typed.text : whole(value);

  const onInput = (event: ChangeEvent<HTMLInputElement>): void => {
    const change = readChange(event, text);
    if (writing === null || !isNumber(change.text)) {
      setTyped({ text: change.text, value: change.text });
      onChange(change.text);
      return;
    }
    const next = writing.formatTyped(change.text);
    const meant = writing.toE164(change.text) ?? next;
    caret.keep(event.currentTarget, placeAfter(next, change.before));
    setTyped({ text: next, value: meant });
    onChange(meant);
  };
  return (
    <Input
      ref={ref}
      name={name}
      type="tel"
      autoComplete="off"
      maxLength={30}
      fact={fact}
      value={text}
      onChange={onInput}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
}

/** As numbers stand everywhere in the product, `+7 927 115-48-20`; those of other countries as their people write them. */
function useWholeForm(writing: Writing | null): (value: string) => string {
  const format = useFormat();
  return (value) => {
    const ours = format.phone(value).replaceAll('\u00a0', ' ');
    return ours === value && writing !== null ? writing.formatForeign(value) : ours;
  };
}

function useWriting(): Writing | null {
  const [writing, setWriting] = useState<Writing | null>(null);
  useEffect(() => {
    // Without it the field takes numbers all the same, unformatted, and the server reads them.
    import('@/shared/lib/written-phone').then(setWriting, () => undefined);
  }, []);
  return writing;
}

/** Puts the caret where it belongs once React has written the formatted text. */
function useCaret() {
  const wanted = useRef<{ field: HTMLInputElement; at: number } | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const { field, at } = wanted.current;
    wanted.current = null;
    if (document.activeElement === field) field.setSelectionRange(at, at);
  });
  return {
    keep: (field: HTMLInputElement, at: number): void => {
      wanted.current = { field, at };
    },
  };
}

/** The text after a press, and how many characters of the number stand before the caret. */
function readChange(event: ChangeEvent<HTMLInputElement>, previous: string) {
  const { value, selectionStart } = event.currentTarget;
  const head = value.slice(0, selectionStart ?? value.length);
  const tail = value.slice(head.length);
  const isBackspace = (event.nativeEvent as InputEvent).inputType === 'deleteContentBackward';
  // Backspace over punctuation means the digit before it, or the punctuation would come back for ever.
  const isVoid = isBackspace && value.length < previous.length && numberOf(value) === numberOf(previous);
  const kept = isVoid ? head.replace(/[\d+][^\d+]*$/, '') : head;
  return { text: kept + tail, before: numberOf(kept).length };
}

const numberOf = (text: string): string => text.replace(/[^\d+]/g, '');

/** The place in a text after so many characters of the number; at the end also after the punctuation that follows. */
function placeAfter(text: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === count) return at;
    if (counted.test(text.charAt(at))) seen += 1;
  }
  return text.length;
}
