import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closePlayer, PlayButton, togglePlay, usePlayer } from '@/features/play-recording';
import { given, problem, renderRoute } from '@/shared/testing';
import { CallPlayer } from './call-player';

const track = { callId: 501, title: 'Нина Соболева', details: 'сегодня 12:32 · Анна Власова' };
const link = {
  success: true as const,
  data: { url: '/api/recordings/play/aaa.bbb', expiresAt: '2025-01-21T10:10:00Z' },
};

const routes = [
  {
    path: '/',
    element: (
      <>
        <PlayButton track={track} />
        <CallPlayer />
      </>
    ),
  },
];

const play = vi.fn(() => Promise.resolve());
const pause = vi.fn();

beforeEach(() => {
  // jsdom has the element and no sound behind it.
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(play);
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(pause);
});

afterEach(() => {
  closePlayer();
  vi.restoreAllMocks();
  play.mockClear();
  pause.mockClear();
});

function audio(): HTMLAudioElement {
  const element = document.querySelector('audio');
  if (element === null) throw new Error('nothing is loaded');
  return element;
}

/** The element tells how long the recording is, as it does once it has read its head. */
function loaded(seconds: number): void {
  Object.defineProperty(audio(), 'duration', { value: seconds, configurable: true });
  audio().dispatchEvent(new Event('loadedmetadata'));
}

describe('the player', () => {
  it('asks for a link and plays in place', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    expect(await screen.findByRole('region', { name: 'Запись звонка' })).toHaveTextContent('Нина Соболева');
    await waitFor(() => {
      expect(play).toHaveBeenCalled();
    });
    expect(audio().getAttribute('src')).toBe(link.data.url);
    await user.click(screen.getAllByRole('button', { name: 'Пауза' })[0] ?? document.body);
    expect(usePlayer.getState().isPlaying).toBe(false);
    expect(pause).toHaveBeenCalled();
  });

  it('goes to a second, by the slider and by ten', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    await screen.findByRole('region', { name: 'Запись звонка' });
    await waitFor(audio);
    loaded(242);
    const slider = await screen.findByRole('slider', { name: 'Место в записи' });
    await waitFor(() => {
      expect(slider).toBeEnabled();
    });
    await user.click(screen.getByRole('button', { name: 'Вперёд на 10 секунд' }));
    expect(audio().currentTime).toBe(10);
    expect(slider).toHaveAttribute('aria-valuetext', '0:10 из 4:02');
    await user.click(screen.getByRole('button', { name: 'Назад на 10 секунд' }));
    await user.click(screen.getByRole('button', { name: 'Назад на 10 секунд' }));
    expect(audio().currentTime).toBe(0);
  });

  it('changes its speed', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    await user.click(await screen.findByRole('radio', { name: '1,5×' }));
    expect(audio().playbackRate).toBe(1.5);
  });

  it('draws no loudness it does not know', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    const slider = await screen.findByRole('slider', { name: 'Место в записи' });
    expect(slider.parentElement?.querySelector('path')).toBeNull();
  });

  it('says that telephony has not given the recording yet, and asks again', async () => {
    let isThere = false;
    given.post('/api/calls/{id}/recording/link', () => (isThere ? link : problem(404, 'not_found')));
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Запись ещё не пришла из телефонии');
    isThere = true;
    await user.click(screen.getByRole('button', { name: 'Повторить' }));
    await waitFor(() => {
      expect(audio().getAttribute('src')).toBe(link.data.url);
    });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says so when the audio itself cannot be played', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    await waitFor(audio);
    audio().dispatchEvent(new Event('error'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Этот браузер не смог проиграть запись');
    expect(usePlayer.getState().isPlaying).toBe(false);
  });

  it('plays another recording from its own beginning', async () => {
    const asked: string[] = [];
    given.post('/api/calls/{id}/recording/link', ({ params }) => {
      asked.push(params['id'] ?? '');
      return link;
    });
    renderRoute(routes, { at: '/' });
    togglePlay(track);
    await screen.findByText('Нина Соболева');
    togglePlay({ ...track, callId: 502, title: 'Павел Дорохов' });
    expect(await screen.findByText('Павел Дорохов')).toBeInTheDocument();
    await waitFor(() => {
      expect(asked).toEqual(['501', '502']);
    });
  });

  it('closes', async () => {
    given.post('/api/calls/{id}/recording/link', () => link);
    const { user } = renderRoute(routes, { at: '/' });
    await user.click(screen.getByRole('button', { name: 'Слушать' }));
    await user.click(await screen.findByRole('button', { name: 'Закрыть проигрыватель' }));
    expect(screen.queryByRole('region', { name: 'Запись звонка' })).not.toBeInTheDocument();
  });
});
