import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import type { Waveform } from '../model/waveform';

interface SeekBarProps {
  position: number;
  length: number | null;
  waveform: Waveform | null;
  onSeek: (seconds: number) => void;
}

/** Where in the recording one is: a real slider, with the recording's own loudness behind it when that is known. */
export function SeekBar({ position, length, waveform, onSeek }: SeekBarProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const share = length === null || length === 0 ? 0 : Math.min(1, position / length);
  return (
    <span className="relative flex h-9 min-w-24 flex-1 items-center rounded-sm has-[:focus-visible]:shadow-focus">
      {waveform === null ? <Line share={share} /> : <Wave waveform={waveform} share={share} />}
      <input
        type="range"
        aria-label={t('player.seek')}
        aria-valuetext={t('player.position', {
          at: format.duration(position),
          total: format.duration(length ?? 0),
        })}
        min={0}
        max={length ?? 0}
        step={1}
        value={Math.min(position, length ?? 0)}
        disabled={length === null}
        onChange={(event) => {
          onSeek(Number(event.target.value));
        }}
        className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-default"
      />
    </span>
  );
}

function Line({ share }: { share: number }) {
  return (
    <span aria-hidden className="h-1 w-full overflow-hidden rounded-full bg-active">
      <span className="block h-full rounded-full bg-brand" style={{ width: `${String(share * 100)}%` }} />
    </span>
  );
}

const height = 36;
const gap = 1;

/** Two lanes for two channels, the first one above the middle; one lane mirrored for mono. */
function Wave({ waveform, share }: { waveform: Waveform; share: number }) {
  const columns = waveform[0]?.length ?? 0;
  const path = wavePath(waveform);
  const box = `0 0 ${String(columns * 3)} ${String(height)}`;
  return (
    <>
      <svg
        aria-hidden
        viewBox={box}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full stroke-(--border-strong)"
      >
        <path d={path} strokeWidth={2} vectorEffect="non-scaling-stroke" />
      </svg>
      <span
        aria-hidden
        className="absolute inset-0"
        style={{ clipPath: `inset(0 ${String(100 - share * 100)}% 0 0)` }}
      >
        <svg viewBox={box} preserveAspectRatio="none" className="size-full stroke-(--brand)">
          <path d={path} strokeWidth={2} vectorEffect="non-scaling-stroke" />
        </svg>
      </span>
    </>
  );
}

function wavePath(waveform: Waveform): string {
  const middle = height / 2;
  const [upper = [], lower = upper] = waveform;
  const reach = middle - gap;
  return upper
    .map((peak, column) => {
      const x = column * 3 + 1.5;
      const above = (middle - Math.max(0.5, peak * reach)).toFixed(1);
      const below = (middle + Math.max(0.5, (lower[column] ?? 0) * reach)).toFixed(1);
      return `M${String(x)} ${above}V${below}`;
    })
    .join('');
}
