import { create } from 'zustand';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'comfortable' | 'compact';
export type Language = 'ru' | 'en';

interface Preferences {
  theme: Theme;
  density: Density;
  language: Language;
  /** False until the person has chosen a language here; then the profile's language is not applied over it. */
  languageChosen: boolean;
  setTheme: (theme: Theme) => void;
  setDensity: (density: Density) => void;
  setLanguage: (language: Language) => void;
}

const darkSystem = '(prefers-color-scheme: dark)';

/** What the person set for this browser. Kept in `localStorage`, applied to `<html>`; see public/theme-init.js. */
export const usePreferences = create<Preferences>((set) => ({
  theme: readOneOf('crm.theme', ['light', 'dark', 'system'], 'system'),
  density: readOneOf('crm.density', ['comfortable', 'compact'], 'comfortable'),
  language: readOneOf('crm.language', ['ru', 'en'], 'ru'),
  languageChosen: read('crm.language') !== null,
  setTheme(theme) {
    write('crm.theme', theme);
    set({ theme });
    applyTheme(theme);
  },
  setDensity(density) {
    write('crm.density', density);
    set({ density });
    if (density === 'compact') document.documentElement.dataset['density'] = 'compact';
    else delete document.documentElement.dataset['density'];
  },
  setLanguage(language) {
    write('crm.language', language);
    set({ language, languageChosen: true });
  },
}));

/** The theme on screen now, `system` resolved. */
export function shownTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return window.matchMedia(darkSystem).matches ? 'dark' : 'light';
}

/** Follows the system's theme while the person has chosen none. */
export function followSystemTheme(): void {
  window.matchMedia(darkSystem).addEventListener('change', () => {
    applyTheme(usePreferences.getState().theme);
  });
}

function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = shownTheme(theme);
}

function readOneOf<Value extends string>(key: string, allowed: readonly Value[], fallback: Value): Value {
  const stored = read(key);
  return allowed.find((value) => value === stored) ?? fallback;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is closed in some private windows: the choice then lasts until the page is left.
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See `read`.
  }
}
