/** Texts of the product. `useTranslation('orders')` gives typed keys; one JSON pair per area in `locales/{ru,en}`. */
export { useTranslation, Trans } from 'react-i18next';
export { i18n, loadTexts, startI18n } from './i18n';
export type { Namespace, Resources } from './resources';
