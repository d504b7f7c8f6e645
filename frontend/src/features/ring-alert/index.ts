/** Makes a ringing call noticed wherever the person looks: sound, title, notification. */
export { useReadySound, useRingAlert } from './model/use-ring-alert';
export type { Ring } from './model/use-ring-alert';
export { RingSoundButton } from './ui/ring-sound-button';
