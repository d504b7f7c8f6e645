import { create } from 'zustand';

export interface ToastNews {
  kind: 'success' | 'info' | 'error';
  text: string;
  action?: { label: string; onPress: () => void } | undefined;
}

/** Toasts asked for and not shown yet. */
export const useToastQueue = create<{ waiting: readonly ToastNews[] }>(() => ({ waiting: [] }));

/** "Saved", with a way back where there is one. An error that needs a decision stays in the form instead. */
export function notify(news: ToastNews): void {
  useToastQueue.setState(({ waiting }) => ({ waiting: [...waiting, news] }));
}
