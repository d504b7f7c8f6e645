import { useId, useState } from 'react';
import { AddChip, RemovableChip } from './chip';
import type { Option } from './listbox';
import { OptionSearch } from './option-search';
import type { OptionSource } from './option-search';
import { Popover } from './popover';

interface ChoiceChipProps {
  name: string;
  /** Words of the chip while something is chosen: "City: Saratov". */
  words: string;
  /** What is chosen, as an option's value; null when nothing is. */
  value: string | null;
  options: readonly Option<string>[];
  source?: OptionSource | undefined;
  onChoose: (value: string) => void;
  onRemove: () => void;
}

/** One filter of a list: a dashed chip that opens a choice, or the chosen value that can be changed and taken away. */
export function ChoiceChip({ name, words, value, options, source, onChoose, onRemove }: ChoiceChipProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      kind="listbox"
      label={name}
      padded={false}
      trigger={
        value === null ? (
          <AddChip>{name}</AddChip>
        ) : (
          <RemovableChip name={name} onRemove={onRemove}>
            {words}
          </RemovableChip>
        )
      }
    >
      <OptionSearch
        id={id}
        label={name}
        options={options}
        values={value === null ? [] : [value]}
        source={source}
        onChoose={(chosen) => {
          setOpen(false);
          onChoose(chosen);
        }}
      />
    </Popover>
  );
}
