import { useTranslation } from '@/shared/i18n';
import { useShortcutRegistry } from '@/shared/lib/shortcuts';
import type { ShortcutGroup } from '@/shared/lib/shortcuts';
import { Dialog } from '@/shared/ui/dialog';
import { KeyCap } from '@/shared/ui/key-cap';

const groups: readonly ShortcutGroup[] = ['call', 'wrapUp', 'order', 'everywhere'];

/** The keys that work on the open page, as they are registered right now. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const listed = useShortcutRegistry(({ shortcuts }) => shortcuts).filter(({ label }) => label !== undefined);
  const headings: Record<ShortcutGroup, string> = {
    call: t('keys.groupCall'),
    wrapUp: t('keys.groupWrapUp'),
    order: t('keys.groupOrder'),
    everywhere: t('keys.groupEverywhere'),
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width={640}
      title={t('keys.title')}
      description={t('keys.subtitle')}
      footer={<p className="text-12 text-ink-2">{t('keys.note')}</p>}
    >
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {groups
          .map((group) => ({ group, keys: listed.filter((shortcut) => shortcut.group === group) }))
          .filter(({ keys }) => keys.length > 0)
          .map(({ group, keys }) => (
            <section key={group}>
              <h3 className="pb-1 text-12 text-ink-3">{headings[group]}</h3>
              <dl>
                {keys.map(({ combo, label }) => (
                  <div
                    key={combo}
                    className="flex min-h-8 items-center justify-between border-b border-line-subtle last:border-b-0"
                  >
                    <dt>{label}</dt>
                    <dd>
                      <KeyCap combo={combo} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}
