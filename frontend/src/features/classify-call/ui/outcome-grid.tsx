import { useId } from 'react';
import { dispositionLook } from '@/entities/call';
import type { Disposition } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useShortcut } from '@/shared/lib/shortcuts';
import { Icon } from '@/shared/ui/icon';
import { KeyCap } from '@/shared/ui/key-cap';

interface OutcomeGridProps {
  dispositions: readonly Disposition[];
  nameOf: (code: string) => string;
  value: string | null;
  onChange: (code: string) => void;
  /** Under the outcome that the facts speak for. */
  fact?: { code: string; text: string } | undefined;
}

const keyed = 9;

/** Outcomes as large radio buttons; the first nine answer to their digits, Enter confirms. */
export function OutcomeGrid({ dispositions, nameOf, value, onChange, fact }: OutcomeGridProps) {
  const { t } = useTranslation('calls');
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('wrap.question')} className="grid grid-cols-2 gap-2 lg:grid-cols-3">
      {dispositions.map(({ code }, index) => (
        <OutcomeOption
          key={code}
          group={name}
          code={code}
          words={nameOf(code)}
          digit={index < keyed ? index + 1 : null}
          isChosen={value === code}
          fact={fact?.code === code ? fact.text : undefined}
          onChoose={() => {
            onChange(code);
          }}
        />
      ))}
    </div>
  );
}

interface OutcomeOptionProps {
  group: string;
  code: string;
  words: string;
  digit: number | null;
  isChosen: boolean;
  fact: string | undefined;
  onChoose: () => void;
}

function OutcomeOption({ group, code, words, digit, isChosen, fact, onChoose }: OutcomeOptionProps) {
  const id = useId();
  const look = dispositionLook(code);
  const combo = `Digit${String(digit ?? 0)}`;
  useShortcut({
    combo,
    label: words,
    group: 'wrapUp',
    enabled: digit !== null,
    onPress: () => {
      onChoose();
      // The person has turned to the outcome: Enter must now confirm it.
      document.getElementById(id)?.focus();
    },
  });
  return (
    <label
      htmlFor={id}
      className={cn(
        'flex min-h-16 cursor-pointer items-center gap-3 rounded-lg border px-3 py-2 has-[:focus-visible]:shadow-focus',
        isChosen
          ? 'border-brand bg-brand-soft ring-1 ring-brand ring-inset'
          : 'border-line bg-panel hover:bg-hover',
      )}
    >
      <input
        id={id}
        type="radio"
        name={group}
        value={code}
        checked={isChosen}
        onChange={onChoose}
        className="sr-only"
      />
      {digit !== null && <KeyCap combo={combo} />}
      <span className="min-w-0 flex-1">
        <span data-hue={look.hue} className="flex items-center gap-1.5">
          <Icon of={look.icon} className="text-hue" />
          <span className="line-clamp-2 leading-4">{words}</span>
        </span>
        {fact !== undefined && <span className="block truncate text-12 text-brand-text">{fact}</span>}
      </span>
    </label>
  );
}
