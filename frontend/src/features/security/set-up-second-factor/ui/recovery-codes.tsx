import { Copy, Download, Printer, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { saveFile } from '@/shared/lib/save-file';
import { useCopy } from '@/shared/lib/use-copy';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';

interface RecoveryCodesProps {
  codes: readonly string[];
  /** Whose they are, for the paper and the file. */
  login: string;
  onDone: () => void;
}

/** Ten codes, shown this once: to copy, to keep as a file, to print. Leaving asks whether they are kept. */
export function RecoveryCodes({ codes, login, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('factor');
  const copy = useCopy();
  const [kept, setKept] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  // What had the focus before is gone; whoever hears the page hears of the codes next.
  useEffect(() => {
    sheet.current?.focus();
  }, []);
  const text = [t('codes.heading', { login }), '', ...codes, ''].join('\n');
  return (
    <div className="flex flex-col gap-3">
      <Banner hue="warning" icon={TriangleAlert}>
        {t('codes.once')}
      </Banner>
      <div
        ref={sheet}
        tabIndex={-1}
        data-print-sheet
        className="rounded-md border border-line-subtle bg-sunken p-3"
      >
        <p className="mb-2 text-12 text-ink-2">{t('codes.heading', { login })}</p>
        <ol
          aria-label={t('codes.title')}
          className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono text-14 sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button icon={Copy} onClick={() => void copy(codes.join('\n'))}>
          {t('codes.copy')}
        </Button>
        <Button
          icon={Download}
          onClick={() => {
            download(`recovery-codes-${login}.txt`, text);
          }}
        >
          {t('codes.download')}
        </Button>
        <Button
          icon={Printer}
          onClick={() => {
            window.print();
          }}
        >
          {t('codes.print')}
        </Button>
      </div>
      <Checkbox
        checked={kept}
        onChange={(event) => {
          setKept(event.target.checked);
        }}
      >
        {t('codes.kept')}
      </Checkbox>
      <div>
        <Button intent="primary" disabled={!kept} onClick={onDone}>
          {t('codes.done')}
        </Button>
      </div>
    </div>
  );
}

const download = (name: string, text: string): void => {
  saveFile({ name, content: new Blob([text], { type: 'text/plain;charset=utf-8' }) });
};
