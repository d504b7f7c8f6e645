import { RotateCw, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Button } from './button';
import { Icon } from './icon';
import { Listbox, optionId } from './listbox';
import type { Option } from './listbox';
import { useListKeys } from './use-list-keys';

/** The query that brings the options. */
export interface OptionSource {
  isPending: boolean;
  isError: boolean;
  isFetching: boolean;
  refetch: () => Promise<unknown>;
}

export interface OptionSearchProps<Value extends string | number> {
  id: string;
  label: string;
  options: readonly Option<Value>[];
  values: readonly Value[];
  onChoose: (value: Value) => void;
  multiple?: boolean;
  /** Absent where the options are known from the start. */
  source?: OptionSource | undefined;
  onSearch?: ((text: string) => void) | undefined;
}

const shownAtMost = 100;

export function OptionSearchLayer<Value extends string | number>(props: OptionSearchProps<Value>) {
  const { id, label, options, values, onChoose, multiple = false, source, onSearch } = props;
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const found = onSearch === undefined ? options.filter((option) => matches(option, text)) : options;
  const shown = found.slice(0, shownAtMost);
  const { active, setActive, onKeyDown } = useListKeys({
    count: shown.length,
    start: 0,
    onChoose: (index) => {
      const option = shown[index];
      if (option !== undefined && option.disabled !== true) onChoose(option.value);
    },
  });
  return (
    <div className="flex w-72 max-w-[calc(100vw-24px)] flex-col gap-1">
      <div className="flex items-center gap-2 border-b border-line-subtle px-2 pb-1">
        <Icon of={Search} size={14} className="text-ink-3" />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          {...(shown.length === 0 ? {} : { 'aria-activedescendant': optionId(id, active) })}
          placeholder={t('field.search')}
          maxLength={100}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            onSearch?.(event.target.value.trim());
          }}
          onKeyDown={onKeyDown}
          className="h-8 min-w-0 flex-1 bg-transparent outline-none focus-visible:shadow-none pointer-coarse:h-11 pointer-coarse:text-16"
        />
      </div>
      <Listbox
        id={id}
        label={label}
        options={shown}
        active={active}
        onActive={setActive}
        isChosen={(value) => values.includes(value)}
        onChoose={onChoose}
        multiple={multiple}
      />
      <p role="status" className="px-2 text-12 text-ink-3 empty:hidden">
        {listNote({ source, found: found.length, t })}
      </p>
      {source?.isError === true && found.length === 0 && (
        <Button size="sm" icon={RotateCw} busy={source.isFetching} onClick={() => void source.refetch()}>
          {t('action.retryNow')}
        </Button>
      )}
    </div>
  );
}

function listNote({
  source,
  found,
  t,
}: {
  source: OptionSource | undefined;
  found: number;
  t: ReturnType<typeof useTranslation<'common'>>['t'];
}) {
  if (found === 0 && source?.isError === true) return t('state.optionsFailed');
  if (found === 0) return source?.isPending === true ? t('state.loading') : t('state.notFound');
  return found > shownAtMost ? t('field.moreOptions') : null;
}

/** Every typed word begins some word of the label or hint; `ё` and `е` are one letter. */
function matches(option: Option<string | number>, text: string): boolean {
  const words = plain(`${option.label} ${option.hint ?? ''}`).split(/[\s·«"(-]+/);
  return plain(text)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase().replaceAll('ё', 'е');
}
