import { Columns3 } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { IconButton } from '@/shared/ui/icon-button';
import { Popover } from '@/shared/ui/popover';
import { columnIds, shownColumns } from '../model/orders-url';
import type { ColumnId } from '../model/orders-url';

interface ColumnChooserProps {
  chosen: readonly ColumnId[];
  names: Readonly<Record<string, string>>;
  onChange: (columns: ColumnId[]) => void;
}

/** Which columns the table has; the choice is part of the address. */
export function ColumnChooser({ chosen, names, onChange }: ColumnChooserProps) {
  const { t } = useTranslation(['orders', 'common']);
  const shown = shownColumns(chosen);
  return (
    <Popover
      label={t('orders:columns')}
      align="end"
      trigger={<IconButton icon={Columns3} label={t('orders:columns')} />}
    >
      <div className="flex flex-col gap-1.5">
        {columnIds.map((id) => (
          <Checkbox
            key={id}
            checked={shown.includes(id)}
            onChange={({ target }) => {
              onChange(columnIds.filter((other) => (other === id ? target.checked : shown.includes(other))));
            }}
          >
            {names[id]}
          </Checkbox>
        ))}
        <Button
          size="sm"
          intent="ghost"
          onClick={() => {
            onChange([]);
          }}
        >
          {t('common:action.reset')}
        </Button>
      </div>
    </Popover>
  );
}
