/** Beyond this size a recording is not decoded for its picture: memory is worth more. */
const decodedAtMostBytes = 6_000_000;
const decodedHertz = 8000;

/** Loudness of each lane from 0 to 1, the first channel first; a mono recording has one lane. */
export type Waveform = readonly (readonly number[])[];

/**
 * Draws nothing that is not in the recording: fetches it, decodes it and takes the peak of each of `columns` equal parts.
 * Null when it is too long or the browser cannot decode it.
 */
export async function readWaveform(
  url: string,
  columns: number,
  signal: AbortSignal,
): Promise<Waveform | null> {
  if (!('OfflineAudioContext' in window)) return null;
  const response = await fetch(url, { signal });
  const size = Number(response.headers.get('Content-Length') ?? 0);
  if (!response.ok || size > decodedAtMostBytes) {
    await response.body?.cancel();
    return null;
  }
  const bytes = await response.arrayBuffer();
  const audio = await new OfflineAudioContext(1, 1, decodedHertz).decodeAudioData(bytes);
  const lanes = Array.from({ length: Math.min(2, audio.numberOfChannels) }, (_, channel) =>
    peaksOf(audio.getChannelData(channel), columns),
  );
  return scaled(lanes);
}

/** The loudest sample of each part. */
export function peaksOf(samples: Float32Array, columns: number): number[] {
  const step = samples.length / columns;
  return Array.from({ length: columns }, (_, column) => {
    let peak = 0;
    const end = Math.min(samples.length, Math.ceil((column + 1) * step));
    for (let at = Math.floor(column * step); at < end; at += 1)
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
}

/** The loudest moment of the recording fills the lane. */
function scaled(lanes: readonly number[][]): Waveform {
  const loudest = Math.max(...lanes.flat(), Number.EPSILON);
  return lanes.map((lane) => lane.map((peak) => peak / loudest));
}
