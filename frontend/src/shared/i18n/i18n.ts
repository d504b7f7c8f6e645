import i18next from 'i18next';
import type { BackendModule, ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { usePreferences } from '@/shared/lib/preferences';
import ruAuth from './locales/ru/auth.json';
import ruCommon from './locales/ru/common.json';
import ruErrors from './locales/ru/errors.json';
import type { Namespace } from './resources';

export const i18n = i18next.createInstance();

const files = import.meta.glob<{ default: ResourceKey }>([
  './locales/*/*.json',
  '!./locales/ru/{common,auth,errors}.json',
]);

/** Every pair language × namespace is a chunk of its own, but for the Russian ones of the first screen. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, callback) {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (load === undefined) {
      callback(new Error(`no texts for ${language}/${namespace}`), false);
      return;
    }
    load().then(
      (file) => {
        callback(null, file.default);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), false);
      },
    );
  },
};

/** Prepares texts in the language this browser keeps; resolves when the first screen can be drawn. */
export async function startI18n(): Promise<void> {
  const { language } = usePreferences.getState();
  await i18n
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: ['ru', 'en'],
      ns: ['common', 'auth', 'errors'],
      defaultNS: 'common',
      partialBundledLanguages: true,
      resources: { ru: { common: ruCommon, auth: ruAuth, errors: ruErrors } },
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.documentElement.lang = language;
  usePreferences.subscribe((now, before) => {
    if (now.language === before.language) return;
    document.documentElement.lang = now.language;
    void i18n.changeLanguage(now.language);
  });
}

/** Texts of a page, fetched beside its code so that the page never waits for them after it is drawn. */
export async function loadTexts(namespaces: readonly Namespace[]): Promise<void> {
  await i18n.loadNamespaces([...namespaces]);
}
