import { MailWarning } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useProfile } from '@/entities/session';
import { isLost, useLiveLine } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';

/** Says that the address is not verified, until it is hidden; a lost line is worse and takes its place. */
export function EmailBanner() {
  const { t } = useTranslation();
  const { email, emailVerified } = useProfile();
  const [isHidden, setIsHidden] = useState(false);
  const lost = useLiveLine((line) => isLost(line.status));
  if (email === null || emailVerified || isHidden || lost) return null;
  return (
    <div className="px-4 pt-3 sm:px-6">
      <Banner
        hue="warning"
        icon={MailWarning}
        title={t('emailBanner.title')}
        action={
          <Button
            size="sm"
            intent="ghost"
            onClick={() => {
              setIsHidden(true);
            }}
          >
            {t('emailBanner.hide')}
          </Button>
        }
      >
        {t('emailBanner.text')} <Link to={paths.mySecurity}>{t('emailBanner.verify')}</Link>
      </Banner>
    </div>
  );
}
