import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
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
/** A bar of two pixels and the space beside it. */
const columnPx = 4;

/** Two lanes for two channels, the first one above the middle; one lane mirrored for mono. */
function Wave({ waveform, share }: { waveform: Waveform; share: number }) {
  const box = useRef<HTMLSpanElement>(null);
  const columns = Math.max(12, Math.floor(useWidth(box) / columnPx));
  const path = wavePath(waveform.map((lane) => fewer(lane, columns)));
  const view = `0 0 ${String(Math.min(columns, waveform[0]?.length ?? 0) * columnPx)} ${String(height)}`;
  return (
    <span ref={box} aria-hidden className="absolute inset-0">
      <svg
        viewBox={view}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full stroke-(--border-strong)"
      >
        <path d={path} strokeWidth={2} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="absolute inset-0" style={{ clipPath: `inset(0 ${String(100 - share * 100)}% 0 0)` }}>
        <svg viewBox={view} preserveAspectRatio="none" className="size-full stroke-(--brand)">
          <path d={path} strokeWidth={2} vectorEffect="non-scaling-stroke" />
        </svg>
      </span>
    </span>
  );
}

function wavePath(waveform: Waveform): string {
  const middle = height / 2;
  const [upper = [], lower = upper] = waveform;
  const reach = middle - gap;
  return upper
    .map((peak, column) => {
      const x = column * columnPx + columnPx / 2;
      const above = (middle - Math.max(0.5, peak * reach)).toFixed(1);
      const below = (middle + Math.max(0.5, (lower[column] ?? 0) * reach)).toFixed(1);
      return `M${String(x)} ${above}V${below}`;
    })
    .join('');
}

/** The loudest of each group, where there is no room for all columns. */
function fewer(lane: readonly number[], columns: number): number[] {
  if (lane.length <= columns) return [...lane];
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * lane.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * lane.length) / columns));
    return Math.max(...lane.slice(from, to));
  });
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  return width;
}
