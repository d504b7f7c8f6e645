import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { Dialog } from './dialog';
import { Drawer } from './drawer';

function Page({ of }: { of: 'dialog' | 'drawer' }) {
  const [open, setOpen] = useState(false);
  const [isOpenerThere, setOpenerThere] = useState(true);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <MemoryRouter>
      <main tabIndex={-1}>
        {isOpenerThere && (
          <button
            type="button"
            onClick={() => {
              setOpen(true);
            }}
          >
            Открыть
          </button>
        )}
      </main>
      {of === 'dialog' && (
        <Dialog open={open} onClose={close} title="Вопрос">
          <button
            type="button"
            onClick={() => {
              setOpenerThere(false);
            }}
          >
            Убрать
          </button>
        </Dialog>
      )}
      {of === 'drawer' && open && (
        <Drawer onClose={close} title="Карточка">
          текст
        </Drawer>
      )}
    </MemoryRouter>
  );
}

/** A card that is another drawer while it is on its way. */
function Loading() {
  const [stage, setStage] = useState<'closed' | 'loading' | 'loaded'>('closed');
  const to = (next: typeof stage) => (): void => {
    setStage(next);
  };
  return (
    <MemoryRouter>
      <button type="button" onClick={to('loading')}>
        Открыть
      </button>
      {stage === 'loading' && (
        <Drawer key="loading" onClose={to('closed')} title="Загрузка">
          <button type="button" onClick={to('loaded')}>
            Пришло
          </button>
        </Drawer>
      )}
      {stage === 'loaded' && (
        <Drawer key="loaded" onClose={to('closed')} title="Карточка">
          текст
        </Drawer>
      )}
    </MemoryRouter>
  );
}

describe('a layer over the page', () => {
  it.each(['dialog', 'drawer'] as const)('%s gives the focus back to what opened it', async (of) => {
    const user = userEvent.setup();
    render(<Page of={of} />);
    await user.tab();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'Открыть' }));
  });

  it('goes back past a layer whose place it took', async () => {
    const user = userEvent.setup();
    render(<Loading />);
    await user.click(screen.getByRole('button', { name: 'Открыть' }));
    await user.click(await screen.findByRole('button', { name: 'Пришло' }));
    expect(await screen.findByRole('dialog', { name: 'Карточка' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'Открыть' }));
  });

  it('gives it to the page when the opener is gone', async () => {
    const user = userEvent.setup();
    render(<Page of="dialog" />);
    await user.click(screen.getByRole('button', { name: 'Открыть' }));
    await user.click(await screen.findByRole('button', { name: 'Убрать' }));
    await user.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(screen.getByRole('main'));
  });
});
