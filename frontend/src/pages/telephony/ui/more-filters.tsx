import { ListFilter } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { AddChip } from '@/shared/ui/chip';
import { OptionSearch } from '@/shared/ui/option-search';
import { Popover } from '@/shared/ui/popover';
import type { Choice } from './added-filters';

/** One chip for filters that are not chosen yet: first which, then its value, in the same box. */
export function MoreFilters({ choices }: { choices: readonly Choice[] }) {
  const { t } = useTranslation('calls');
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const choice = choices.find((candidate) => candidate.name === name);
  const change = (next: boolean): void => {
    setOpen(next);
    if (!next) setName(null);
  };
  const label = choice?.name ?? t('filter.choose');
  return (
    <Popover
      open={open}
      onOpenChange={change}
      kind="listbox"
      label={label}
      padded={false}
      trigger={<AddChip icon={ListFilter}>{t('filter.more')}</AddChip>}
    >
      <OptionSearch
        key={label}
        id={id}
        label={label}
        options={
          choice?.options ?? choices.map((candidate) => ({ value: candidate.name, label: candidate.name }))
        }
        values={[]}
        source={choice?.source}
        onChoose={(value) => {
          if (choice === undefined) {
            setName(value);
            return;
          }
          choice.onChoose(value);
          change(false);
        }}
      />
    </Popover>
  );
}
