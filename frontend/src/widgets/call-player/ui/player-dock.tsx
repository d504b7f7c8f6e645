import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Link2, Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX, X } from 'lucide-react';
import { closePlayer, recordingLinkQuery, setPlaying, usePlayer } from '@/features/play-recording';
import type { Track } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { IconButton } from '@/shared/ui/icon-button';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { notify } from '@/shared/ui/toast';
import { rates, useAudio } from '../model/use-audio';
import type { Audio } from '../model/use-audio';
import { useWaveform } from '../model/use-waveform';
import { PlayerFault } from './player-fault';
import { SeekBar } from './seek-bar';

const skipSeconds = 10;

/** 56 px under the page: what plays, where one is in it, how fast and how loud. */
export function PlayerDock({ track }: { track: Track }) {
  const turn = usePlayer((player) => player.turn);
  return <TrackPlayer key={turn} track={track} />;
}

function TrackPlayer({ track }: { track: Track }) {
  const link = useQuery(recordingLinkQuery(track));
  const url = link.data?.url ?? null;
  const audio = useAudio({ url, startAt: track.startAt ?? 0 });
  const waveform = useWaveform(url);
  const fault = link.error ?? (audio.isBroken && !link.isFetching ? 'broken' : null);
  return (
    <>
      {url !== null && (
        // A telephone call has no captions; what was said is told by its outcome and comment.
        // eslint-disable-next-line jsx-a11y/media-has-caption -- see above
        <audio key={url} ref={audio.element} src={url} preload="auto" {...audio.handlers} />
      )}
      <Dock>
        <PlayButtons audio={audio} isReady={url !== null && fault === null} />
        <TrackWords track={track} />
        {fault === null ? (
          <Transport track={track} audio={audio} waveform={waveform} />
        ) : (
          <PlayerFault
            fault={fault}
            isRetrying={link.isFetching}
            onRetry={() => {
              audio.renew();
              void link.refetch();
            }}
          />
        )}
      </Dock>
    </>
  );
}

/** The bar itself; the audio element stays where it is when the bar moves into a drawer. */
function Dock({ children }: { children: ReactNode }) {
  const { t } = useTranslation('calls');
  const slot = usePlayer((player) => player.slot);
  const bar = (
    <section
      aria-label={t('player.label')}
      className="@container rounded-xl border border-line-subtle bg-raised shadow-lg"
    >
      <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        {children}
        <IconButton icon={X} label={t('player.close')} onClick={closePlayer} />
      </div>
    </section>
  );
  return slot === null ? <div className="px-4 pb-4 sm:px-6">{bar}</div> : createPortal(bar, slot);
}

function PlayButtons({ audio, isReady }: { audio: Audio; isReady: boolean }) {
  const { t } = useTranslation('calls');
  const isPlaying = usePlayer((player) => player.isPlaying);
  return (
    <span className="flex items-center gap-1">
      <span className="hidden @md:inline">
        <IconButton
          icon={RotateCcw}
          label={t('player.back')}
          disabled={!isReady}
          onClick={() => {
            audio.skip(-skipSeconds);
          }}
        />
      </span>
      <button
        type="button"
        aria-label={isPlaying ? t('player.pause') : t('player.play')}
        disabled={!isReady}
        onClick={() => {
          setPlaying(!isPlaying);
        }}
        className="grid size-9 shrink-0 place-items-center rounded-full bg-brand text-on-brand hover:bg-brand-hover disabled:bg-active disabled:text-ink-disabled pointer-coarse:size-11"
      >
        <Icon of={isPlaying ? Pause : Play} />
      </button>
      <span className="hidden @md:inline">
        <IconButton
          icon={RotateCw}
          label={t('player.forward')}
          disabled={!isReady}
          onClick={() => {
            audio.skip(skipSeconds);
          }}
        />
      </span>
    </span>
  );
}

function TrackWords({ track }: { track: Track }) {
  return (
    <span className="flex min-w-0 flex-1 flex-col leading-4.25 @2xl:w-36 @2xl:flex-none @4xl:w-45">
      <strong className="truncate font-semibold">{track.title}</strong>
      <span className="truncate text-12 leading-3.75 text-ink-2">{track.details}</span>
    </span>
  );
}

interface TransportProps {
  track: Track;
  audio: Audio;
  waveform: Parameters<typeof SeekBar>[0]['waveform'];
}

function Transport({ track, audio, waveform }: TransportProps) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const times = (rate: number): string => t('player.times', { rate: format.number(rate) });
  return (
    <>
      <span className="order-last flex min-w-40 flex-1 basis-full items-center gap-3 @2xl:order-none @2xl:basis-0">
        <span className="text-ink-2">{format.duration(audio.position)}</span>
        <SeekBar position={audio.position} length={audio.length} waveform={waveform} onSeek={audio.seek} />
        <span className="text-ink-2">{audio.length === null ? '' : format.duration(audio.length)}</span>
      </span>
      <span className="hidden [--control:28px] @2xl:inline pointer-coarse:[--control:44px]">
        <SegmentedControl
          label={t('player.speed')}
          value={String(audio.rate)}
          onChange={(chosen) => {
            audio.setRate(rates.find((rate) => String(rate) === chosen) ?? 1);
          }}
          segments={rates.map((rate) => ({ value: String(rate), label: times(rate) }))}
        />
      </span>
      <span className="hidden items-center @2xl:flex">
        <CopyLink track={track} position={audio.position} />
        <Volume audio={audio} />
      </span>
    </>
  );
}

/** An address of this very second, for a colleague. */
function CopyLink({ track, position }: { track: Track; position: number }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const second = Math.floor(position);
  const at = format.duration(second);
  return (
    <IconButton
      icon={Link2}
      label={t('player.link', { at })}
      onClick={() => {
        const address = `${window.location.origin}${paths.call(track.callId)}?t=${String(second)}`;
        void navigator.clipboard.writeText(address).then(() => {
          notify({ kind: 'success', text: t('player.linkCopied', { at }) });
        });
      }}
    />
  );
}

function Volume({ audio }: { audio: Audio }) {
  const { t } = useTranslation('calls');
  const isSilent = audio.isMuted || audio.volume === 0;
  return (
    <span className="flex items-center gap-1">
      <IconButton
        icon={isSilent ? VolumeX : Volume2}
        label={isSilent ? t('player.unmute') : t('player.mute')}
        onClick={audio.toggleMuted}
      />
      <input
        type="range"
        aria-label={t('player.volume')}
        min={0}
        max={100}
        step={5}
        value={isSilent ? 0 : Math.round(audio.volume * 100)}
        onChange={(event) => {
          audio.setVolume(Number(event.target.value) / 100);
        }}
        className="hidden w-16 accent-(--brand) @5xl:block"
      />
    </span>
  );
}
