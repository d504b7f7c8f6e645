import type { ReactNode } from 'react';
import type { Hue } from './hue';
import { Icon } from './icon';
import type { LucideIcon } from './icon';

export interface TimelineItem {
  id: string | number;
  icon: LucideIcon;
  hue?: Hue;
  title: ReactNode;
  /** At the end of the first line. */
  time: ReactNode;
  /** Second line: who, where, a button to play. */
  details?: ReactNode;
}

export interface TimelineDay {
  day: string;
  heading: string;
  items: readonly TimelineItem[];
}

/** What happened, newest first, under day heads. */
export function Timeline({ days }: { days: readonly TimelineDay[] }) {
  return (
    <div className="flex flex-col">
      {days.map((day) => (
        <section key={day.day}>
          <h3 className="pt-3 pb-1 text-12 text-ink-3">{day.heading}</h3>
          <ol>
            {day.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Item({ item }: { item: TimelineItem }) {
  return (
    <li
      data-hue={item.hue}
      className="group relative grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2 py-1.5 before:absolute before:start-2 before:top-6 before:-bottom-1 before:w-px before:bg-(--border) last:before:hidden"
    >
      <Icon of={item.icon} className={`mt-0.5 ${item.hue === undefined ? 'text-ink-3' : 'text-hue'}`} />
      <div className="min-w-0">{item.title}</div>
      <span className="text-12 whitespace-nowrap text-ink-3">{item.time}</span>
      {item.details !== undefined && (
        <div className="col-span-2 col-start-2 text-12 text-ink-2">{item.details}</div>
      )}
    </li>
  );
}
