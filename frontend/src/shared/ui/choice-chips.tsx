import { useFormat } from '@/shared/lib/use-format';
import { Chip } from './chip';
import type { Hue } from './hue';
import type { LucideIcon } from './icon';

interface ChoiceChipsProps<T extends string> {
  /** Spoken before the chips. */
  label: string;
  /** Words of the chip that takes the filter away. */
  all: string;
  choices: readonly T[];
  value: T | null;
  onChange: (value: T | null) => void;
  wordsOf: (choice: T) => string;
  looks: Readonly<Record<T, { hue: Hue; icon: LucideIcon }>>;
  /** Null where it is not known or says nothing. */
  countOf?: (choice: T) => number | null;
}

/** One of a list's statuses, or all of them, as a row of quick filters under the head of the page. */
export function ChoiceChips<T extends string>(props: ChoiceChipsProps<T>) {
  const { label, all, choices, value, onChange, wordsOf, looks, countOf } = props;
  const format = useFormat();
  const countText = (choice: T): string | undefined => {
    const count = countOf?.(choice) ?? null;
    return count === null ? undefined : format.number(count);
  };
  return (
    <div
      role="group"
      aria-label={label}
      className="flex shrink-0 items-center gap-1.5 overflow-x-auto px-4 pb-3 sm:px-6"
    >
      <Chip
        on={value === null}
        onClick={() => {
          onChange(null);
        }}
      >
        {all}
      </Chip>
      {choices.map((one) => (
        <Chip
          key={one}
          on={value === one}
          {...looks[one]}
          count={countText(one)}
          onClick={() => {
            onChange(one);
          }}
        >
          {wordsOf(one)}
        </Chip>
      ))}
    </div>
  );
}
