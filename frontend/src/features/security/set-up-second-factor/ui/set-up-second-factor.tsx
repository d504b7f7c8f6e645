import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useEnable, useSetUp } from '@/entities/second-factor';
import type { Seed } from '@/entities/second-factor';
import { ApiProblem, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useCopy } from '@/shared/lib/use-copy';
import { useFirstField } from '@/shared/lib/use-first-field';
import { Button } from '@/shared/ui/button';
import { ErrorState } from '@/shared/ui/error-state';
import { Field } from '@/shared/ui/field';
import { IconButton } from '@/shared/ui/icon-button';
import { Input } from '@/shared/ui/input';
import { Skeleton } from '@/shared/ui/skeleton';
import { RecoveryCodes } from './recovery-codes';

interface SetUpProps {
  login: string;
  /** The person has his codes and goes on. */
  onDone: () => void;
  onCancel: () => void;
  cancelLabel: string;
}

/** From a picture for the app over its first code to ten recovery codes. */
export function SetUpSecondFactor({ login, onDone, onCancel, cancelLabel }: SetUpProps) {
  const { mutate: setUp, ...seed } = useSetUp();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  useEffect(() => {
    setUp();
  }, [setUp]);

  if (codes !== null) return <RecoveryCodes codes={codes} login={login} onDone={onDone} />;
  if (seed.isError) {
    return (
      <ErrorState
        error={seed.error}
        retrying={seed.isPending}
        onRetry={() => {
          setUp();
        }}
      />
    );
  }
  if (seed.data === undefined) return <Skeleton className="h-60 w-full max-w-120" />;
  return <FirstCode seed={seed.data} onCodes={setCodes} onCancel={onCancel} cancelLabel={cancelLabel} />;
}

interface FirstCodeProps {
  seed: Seed;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
  cancelLabel: string;
}

function FirstCode({ seed, onCodes, onCancel, cancelLabel }: FirstCodeProps) {
  const { t } = useTranslation(['factor', 'errors']);
  const copy = useCopy();
  const form = useFirstField();
  const enable = useEnable();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const key = keyOf(seed);
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '' && !enable.isPending) enable.mutate(code.trim(), { onSuccess: onCodes });
  };
  const failure = enable.error === null ? undefined : faultOf(enable.error, t('confirm.wrongCode'));
  return (
    <form ref={form} noValidate aria-label={t('setUp.title')} className="flex flex-col gap-4" onSubmit={send}>
      <ol className="flex list-decimal flex-col gap-1 ps-5">
        <li>{t('setUp.app')}</li>
        <li>{t('setUp.scan')}</li>
        <li>{t('setUp.type')}</li>
      </ol>
      <div className="flex flex-wrap items-start gap-4">
        {/* Apps read dark on light alone, whatever the theme. */}
        <img
          src={seed.qr}
          alt={t('setUp.picture')}
          width={192}
          height={192}
          className="rounded-md border border-line-subtle bg-white"
        />
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-3">
          <div className="min-w-0">
            <p className="text-12 text-ink-2">{t('setUp.key')}</p>
            <p className="flex items-center gap-1">
              <code className="font-mono text-13">{key}</code>
              <IconButton
                icon={Copy}
                size="sm"
                label={t('setUp.copyKey')}
                onClick={() => void copy(key.replaceAll(' ', ''))}
              />
            </p>
          </div>
          <Field label={t('code.app')} required error={missing ? t('errors:field.required') : failure}>
            <Input
              value={code}
              onChange={(event) => {
                setCode(event.target.value);
                setMissing(false);
              }}
              inputMode="numeric"
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={10}
            />
          </Field>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" intent="primary" busy={enable.isPending}>
          {t('setUp.enable')}
        </Button>
        <Button intent="ghost" onClick={onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </form>
  );
}

/** The seed in groups of four, as it is typed where no camera is. */
function keyOf({ otpauthUrl }: Seed): string {
  const seed = new URL(otpauthUrl).searchParams.get('secret') ?? '';
  return (seed.match(/.{1,4}/g) ?? []).join(' ');
}

function faultOf(error: Error, wrong: string): string {
  const isCode = error instanceof ApiProblem && error.errors.some(({ field }) => field === 'code');
  return isCode ? wrong : problemText(error);
}
