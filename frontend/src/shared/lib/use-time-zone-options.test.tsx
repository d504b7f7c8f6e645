import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { i18n } from '@/shared/i18n';
import { renderRoute } from '@/shared/testing';
import { useTimeZoneOptions, useZoneWords } from './use-time-zone-options';

const shown = ['Europe/Saratov', 'Asia/Yekaterinburg', 'America/New_York'];

function Page() {
  const words = useZoneWords();
  return (
    <ul>
      {useTimeZoneOptions()
        .filter(({ value }) => shown.includes(value))
        .map(({ value, label }) => (
          <li key={value}>{label}</li>
        ))}
      <li>{words('Europe/Saratov')}</li>
    </ul>
  );
}

async function labelsIn(language: string) {
  await i18n.changeLanguage(language);
  renderRoute([{ path: '/', Component: Page }], { at: '/', profile: null });
  return screen.getAllByRole('listitem').map(({ textContent }) => textContent);
}

afterEach(async () => {
  await i18n.changeLanguage('ru');
});

describe('time zones', () => {
  it('are named in Russian', async () => {
    expect(await labelsIn('ru')).toEqual([
      'Саратов',
      'Екатеринбург',
      'New York, Восточная Америка',
      'Саратов · UTC+4',
    ]);
  });

  it('are named in English', async () => {
    expect(await labelsIn('en')).toEqual([
      'Saratov',
      'Yekaterinburg',
      'New York, Eastern Time',
      'Saratov · UTC+4',
    ]);
  });
});
