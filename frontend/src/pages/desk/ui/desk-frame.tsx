import { History, ListTodo } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { clientQuery } from '@/entities/client';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useFormat } from '@/shared/lib/use-format';
import { useMedia } from '@/shared/lib/use-media';
import { Button } from '@/shared/ui/button';
import { Drawer } from '@/shared/ui/drawer';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { ClientTimeline } from '@/widgets/call-timeline';
import { DeskRoster } from '@/widgets/desk-roster';
import type { Subject } from '../model/use-subject';

interface DeskFrameProps {
  isPhone: boolean;
  subject: Subject;
  brief: ReactNode;
  centre: ReactNode;
}

/** Three columns; the outer ones are drawers where there is no room, and tabs on a phone. */
export function DeskFrame(props: DeskFrameProps) {
  const { subject, brief, centre } = props;
  const { t } = useTranslation('calls');
  if (props.isPhone) return <PhoneDesk {...props} />;
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)] md:grid-cols-[232px_minmax(0,1fr)] lg:grid-cols-[232px_minmax(0,1fr)_292px] xl:grid-cols-[264px_minmax(0,1fr)_328px]">
      <aside aria-label={t('desk.roster')} className="min-h-0 border-e border-line-subtle max-md:hidden">
        <DeskRoster subjectId={subject.callId} />
      </aside>
      <div className="flex min-h-0 min-w-0 flex-col gap-3 p-3 xl:px-4">
        <SideDrawers subject={subject} />
        {brief}
        {centre}
      </div>
      <aside
        aria-label={t('desk.context')}
        className="min-h-0 border-s border-line-subtle bg-panel max-lg:hidden"
      >
        <Context subject={subject} />
      </aside>
    </div>
  );
}

/** The history of the client on the desk. */
function Context({ subject }: { subject: Subject }) {
  const { t } = useTranslation('calls');
  if (subject.call === null) {
    return <p className="p-6 text-center text-ink-3">{t('desk.noClient')}</p>;
  }
  const { phoneClient } = subject.call;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h2 className="flex h-10 shrink-0 items-center gap-1.5 border-b border-line-subtle px-4 font-medium">
        {t('desk.history')}
        {phoneClient !== null && <ContactCount phone={phoneClient} />}
      </h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <ClientTimeline phone={phoneClient} callLink={paths.call} />
      </div>
    </div>
  );
}

function ContactCount({ phone }: { phone: string }) {
  const format = useFormat();
  const { data: client } = useQuery(clientQuery(phone));
  if (client === undefined) return null;
  return (
    <span className="text-12 font-normal text-ink-3">
      {format.number(client.totals.calls + client.totals.orders)}
    </span>
  );
}

/** Where a column has no room it opens over the desk: by its button, or by the brackets. */
function SideDrawers({ subject }: { subject: Subject }) {
  const { t } = useTranslation('calls');
  const hasRoster = useMedia('(min-width: 1100px)');
  const hasContext = useMedia('(min-width: 1280px)');
  const [open, setOpen] = useState<'roster' | 'context' | null>(null);
  const toggle = (side: 'roster' | 'context') => () => {
    setOpen((before) => (before === side ? null : side));
  };
  useShortcut({
    combo: 'BracketLeft',
    label: t('desk.openRoster'),
    enabled: !hasRoster,
    onPress: toggle('roster'),
  });
  useShortcut({
    combo: 'BracketRight',
    label: t('desk.openContext'),
    enabled: !hasContext,
    onPress: toggle('context'),
  });
  if (hasContext) return null;
  return (
    <div className="flex items-center gap-2">
      {!hasRoster && (
        <Button size="sm" icon={ListTodo} combo="BracketLeft" onClick={toggle('roster')}>
          {t('desk.roster')}
        </Button>
      )}
      <span className="ms-auto" />
      <Button size="sm" icon={History} combo="BracketRight" onClick={toggle('context')}>
        {t('desk.history')}
      </Button>
      {open !== null && (
        <Drawer
          title={open === 'roster' ? t('desk.roster') : t('desk.context')}
          onClose={() => {
            setOpen(null);
          }}
        >
          {open === 'roster' ? <DeskRoster subjectId={subject.callId} /> : <Context subject={subject} />}
        </Drawer>
      )}
    </div>
  );
}

/** One column: the brief stays on top, the rest takes turns under it. */
function PhoneDesk({ subject, brief, centre }: DeskFrameProps) {
  const { t } = useTranslation('calls');
  const [tab, setTab] = useState<'work' | 'history' | 'roster'>('work');
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto p-3">
      {brief}
      <SegmentedControl
        block
        label={t('desk.centerTabs')}
        value={tab}
        onChange={setTab}
        segments={[
          { value: 'work', label: t('desk.workTab') },
          { value: 'history', label: t('desk.history') },
          { value: 'roster', label: t('desk.queueTab') },
        ]}
      />
      {tab === 'work' && <div className="flex min-h-100 flex-1 flex-col">{centre}</div>}
      {tab === 'history' && (
        <div className="rounded-lg border border-line-subtle bg-panel">
          <Context subject={subject} />
        </div>
      )}
      {tab === 'roster' && <DeskRoster subjectId={subject.callId} />}
    </div>
  );
}
