import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '@/shared/lib/use-debounced';
import { SearchInput } from './search-input';

interface ListSearchProps {
  label: string;
  /** From the address. */
  value: string;
  /** Called once typing pauses. */
  onChange: (value: string) => void;
}

/** The search of a list whose question lives in the address: it waits for a pause in typing, and follows "back". */
export function ListSearch({ label, value, onChange }: ListSearchProps) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text.trim());
  const sent = useRef(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    latest.current(settled);
  }, [settled]);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  return <SearchInput label={label} value={text} onChange={setText} />;
}
