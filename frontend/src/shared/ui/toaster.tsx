import { CircleCheck, CircleX, Info } from 'lucide-react';
import { useEffect } from 'react';
import { toast, Toaster as Sonner } from 'sonner';
import 'sonner/dist/styles.css';
import { Button } from './button';
import { Icon } from './icon';
import { useToastQueue } from './toast';
import type { ToastNews } from './toast';

const marks = {
  success: { icon: CircleCheck, hue: 'success' },
  info: { icon: Info, hue: 'info' },
  error: { icon: CircleX, hue: 'danger' },
} as const;

/** Bottom right, 6 s, waits while the pointer is on it. */
export function Toaster({ label }: { label: string }) {
  const waiting = useToastQueue((queue) => queue.waiting);
  useEffect(() => {
    if (waiting.length === 0) return;
    useToastQueue.setState({ waiting: [] });
    waiting.forEach(showToast);
  }, [waiting]);
  return <Sonner position="bottom-right" duration={6000} gap={8} offset={16} containerAriaLabel={label} />;
}

function showToast({ kind, text, action }: ToastNews): void {
  const { icon, hue } = marks[kind];
  toast.custom((id) => (
    <div
      data-hue={hue}
      role={kind === 'error' ? 'alert' : 'status'}
      className="flex w-89 max-w-[calc(100vw-32px)] items-center gap-2.5 rounded-lg bg-raised px-3 py-2.5 font-sans text-13 text-ink shadow-lg"
    >
      <Icon of={icon} className="text-hue" />
      <span className="min-w-0 flex-1">{text}</span>
      {action !== undefined && (
        <Button
          size="sm"
          onClick={() => {
            toast.dismiss(id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      )}
    </div>
  ));
}
