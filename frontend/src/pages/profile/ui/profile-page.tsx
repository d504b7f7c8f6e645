import { ShieldCheck } from 'lucide-react';
import { useProfile } from '@/entities/session';
import { ProfileForm } from '@/features/edit-profile';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { ButtonLink } from '@/shared/ui/button';
import { PageHead, Panel } from '@/shared/ui/panel';
import { Appearance } from './appearance';
import { Rights } from './rights';

/** One's own data, password, how the product looks here, and what one may do. */
export function ProfilePage() {
  const { t } = useTranslation(['profile', 'common']);
  const profile = useProfile();
  return (
    <>
      <PageHead title={t('common:nav.profile')} />
      <div className="grid items-start gap-4 px-4 pb-6 sm:px-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={t('data.title')}>
            <ProfileForm profile={profile} />
          </Panel>
          <Panel title={t('look.title')} note={t('look.note')}>
            <Appearance />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel
            title={t('security.title')}
            actions={
              <ButtonLink to={paths.mySecurity} size="sm" icon={ShieldCheck}>
                {t('common:nav.mySecurity')}
              </ButtonLink>
            }
          >
            <p className="text-14 text-ink-2">{t('security.text')}</p>
          </Panel>
          <Panel title={t('rights.title')}>
            <Rights profile={profile} />
          </Panel>
        </div>
      </div>
    </>
  );
}
