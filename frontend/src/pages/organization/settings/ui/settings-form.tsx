import { CalendarClock, CircleX, MapPinPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { OrganizationSettings } from '@/entities/organization';
import { ApiProblem } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useRecordEditing } from '@/shared/lib/use-record-editing';
import type { RecordEditing } from '@/shared/lib/use-record-editing';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Panel } from '@/shared/ui/panel';
import { RecordConflict } from '@/shared/ui/record-conflict';
import { RecordFields } from '@/shared/ui/record-fields';
import { notify } from '@/shared/ui/toast';
import { useChangeSettings } from '../api/organization-writes';
import { linesOf, toChange, toValues } from './settings-values';
import { useSettingsFields } from './use-settings-fields';

/** What is asked before it is saved: a recount of all figures, or shutting oneself out. */
type Question = 'timezone' | 'lockOut';

export function SettingsForm({ settings }: { settings: OrganizationSettings }) {
  const { t } = useTranslation(['organization', 'common']);
  const [question, setQuestion] = useState<Question | null>(null);
  const editing = useSettingsEditing(settings, () => {
    setQuestion('lockOut');
  });
  const { general, access } = useSettingsFields();
  const fields = [...general, ...access];
  const movesDays = editing.form.watch('timezone') !== settings.timezone;
  const save = (): void => {
    if (movesDays) setQuestion('timezone');
    else editing.submit();
  };
  return (
    <form
      ref={editing.element}
      noValidate
      aria-label={t('settings.title')}
      className="grid max-w-300 items-start gap-4 px-4 pb-6 sm:px-6 lg:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="empty:hidden lg:col-span-2">
        <RecordConflict editing={editing} fields={fields} />
        {editing.fault !== null && (
          <Banner hue="danger" icon={CircleX}>
            {editing.fault}
          </Banner>
        )}
      </div>
      <Panel title={t('settings.general')}>
        <RecordFields editing={editing} fields={general} />
        {movesDays && (
          <Banner hue="warning" icon={CalendarClock}>
            {t('settings.timezoneWarning')}
          </Banner>
        )}
      </Panel>
      <Panel title={t('settings.addresses')}>
        <p className="mb-3 text-ink-2">{t('settings.addressesNote')}</p>
        <RecordFields editing={editing} fields={access} />
        <OwnAddress address={settings.callerAddress} editing={editing} />
      </Panel>
      <div className="lg:col-span-2">
        <Button type="submit" intent="primary" busy={editing.isSaving}>
          {t('common:action.save')}
        </Button>
      </div>
      <Asked
        question={question}
        onConfirm={(asked) => {
          setQuestion(null);
          if (asked === 'lockOut') editing.force();
          else editing.submit();
        }}
        onClose={() => {
          setQuestion(null);
        }}
      />
    </form>
  );
}

/** The usual editing of a row, and `force`, which saves a list without one's own address. */
function useSettingsEditing(
  settings: OrganizationSettings,
  onLockOut: () => void,
): RecordEditing & { force: () => void } {
  const { t } = useTranslation('organization');
  const change = useChangeSettings();
  const isForced = useRef(false);
  const editing = useRecordEditing<OrganizationSettings>({
    row: settings,
    toValues,
    save: async (values, { row, changed }) => {
      const version = row?.version ?? settings.version;
      const body = { ...toChange(values, { version, changed }), ...(isForced.current && { force: true }) };
      isForced.current = false;
      try {
        return await change.mutateAsync(body);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'would_lock_out') onLockOut();
        throw error;
      }
    },
    onSaved: () => {
      notify({ kind: 'success', text: t('settings.saved') });
    },
  });
  return {
    ...editing,
    force: () => {
      isForced.current = true;
      editing.submit();
    },
  };
}

/** Where one works from, and a way to put it on the list. */
function OwnAddress({ address, editing }: { address: string | null; editing: RecordEditing }) {
  const { t } = useTranslation('organization');
  const listed = editing.form.watch('adminIpAllow');
  if (address === null) return null;
  const text = typeof listed === 'string' ? listed : '';
  const lines = linesOf(text);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-ink-2">
      {t('settings.yourAddress', { address })}
      {!lines.includes(address) && (
        <Button
          size="sm"
          intent="ghost"
          icon={MapPinPlus}
          onClick={() => {
            editing.form.setValue('adminIpAllow', [...lines, address].join('\n'), { shouldDirty: true });
          }}
        >
          {t('settings.addMine')}
        </Button>
      )}
    </p>
  );
}

interface AskedProps {
  question: Question | null;
  onConfirm: (question: Question) => void;
  onClose: () => void;
}

function Asked({ question, onConfirm, onClose }: AskedProps) {
  const { t } = useTranslation('organization');
  if (question === null) return null;
  const isLockOut = question === 'lockOut';
  return (
    <ConfirmDialog
      open
      danger={isLockOut}
      title={t(isLockOut ? 'settings.lockOutTitle' : 'settings.timezoneTitle')}
      text={<p>{t(isLockOut ? 'settings.lockOutText' : 'settings.timezoneText')}</p>}
      confirmLabel={t(isLockOut ? 'settings.lockOutConfirm' : 'settings.timezoneConfirm')}
      onConfirm={() => {
        onConfirm(question);
      }}
      onClose={onClose}
    />
  );
}
