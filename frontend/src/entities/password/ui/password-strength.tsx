import { useTranslation } from '@/shared/i18n';
import type { Strength } from '../model/estimate';
import { useStrength } from '../model/use-strength';

interface PasswordStrengthProps {
  password: string;
  /** What an attacker knows of the person: login, name, organisation. */
  words: readonly string[];
}

const hues = ['danger', 'danger', 'warning', 'success', 'success'] as const;
const marks = [1, 2, 3, 4] as const;

/** Four marks and a word. The server has the last one. Texts: `account`. */
export function PasswordStrength({ password, words }: PasswordStrengthProps) {
  const { t } = useTranslation('account');
  const strength = useStrength(password, words);
  const names: Record<Strength, string> = {
    0: t('password.strength.weakest'),
    1: t('password.strength.weak'),
    2: t('password.strength.middling'),
    3: t('password.strength.good'),
    4: t('password.strength.strong'),
  };
  return (
    <div className="flex min-h-4 items-center gap-2 text-12 text-ink-2" role="status">
      {strength !== null && (
        <>
          <span aria-hidden data-hue={hues[strength]} className="flex gap-1">
            {marks.map((mark) => (
              <span
                key={mark}
                className={`h-1 w-8 rounded-sm ${mark <= Math.max(1, strength) ? 'bg-hue' : 'bg-line'}`}
              />
            ))}
          </span>
          {names[strength]}
        </>
      )}
    </div>
  );
}
