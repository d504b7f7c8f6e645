import { Listbox } from './listbox';
import type { Option } from './listbox';
import { useListKeys } from './use-list-keys';

export interface SelectListProps<Value extends string | number> {
  id: string;
  label: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
}

/** The open list of a `Select`; it holds the focus and hears the keys. */
export function SelectList<Value extends string | number>({
  id,
  label,
  options,
  value,
  onChoose,
}: SelectListProps<Value>) {
  const { active, setActive, onKeyDown } = useListKeys({
    count: options.length,
    start: Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
    onChoose: (index) => {
      const option = options[index];
      if (option !== undefined && option.disabled !== true) onChoose(option.value);
    },
    labelOf: (index) => options[index]?.label ?? '',
  });
  return (
    <Listbox
      id={id}
      label={label}
      options={options}
      active={active}
      onActive={setActive}
      isChosen={(candidate) => candidate === value}
      onChoose={onChoose}
      onKeyDown={onKeyDown}
    />
  );
}
