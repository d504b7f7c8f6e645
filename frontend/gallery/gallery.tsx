import type { ReactNode } from 'react';
import { ThemeToggle } from '@/shared/ui/theme-toggle';
import { Buttons, Chips, Statuses } from './marks';
import { Fields } from './fields';
import { Overlays } from './overlays';
import { Lists } from './lists';
import { Notices } from './notices';

/** Every component of shared/ui in its states, to hold beside the mock-ups. Not part of the product. */
export function Gallery() {
  return (
    <main className="flex flex-col gap-6 p-6">
      <header className="flex items-center gap-4">
        <h1 className="text-20 font-semibold">Компоненты</h1>
        <ThemeToggle />
      </header>
      <div className="grid gap-6 md:grid-cols-2">
        <Shelf title="Кнопки">
          <Buttons />
        </Shelf>
        <Shelf title="Статусы">
          <Statuses />
        </Shelf>
        <Shelf title="Поля">
          <Fields />
        </Shelf>
        <Shelf title="Поверх страницы">
          <Overlays />
        </Shelf>
        <Shelf title="Отборы">
          <Chips />
        </Shelf>
        <Shelf title="Сообщения">
          <Notices />
        </Shelf>
      </div>
      <Lists />
    </main>
  );
}

function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h2 className="text-12 text-ink-2">{title}</h2>
      <div className="flex flex-col gap-4 rounded-lg border border-line-subtle bg-panel p-4">{children}</div>
    </section>
  );
}
