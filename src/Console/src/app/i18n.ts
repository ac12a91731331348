import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '@/words/en.json';
import ja from '@/words/ja.json';

/** The languages of the console, Japanese first. */
export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

const kept = 'language';
const wanted = localStorage.getItem(kept);

/** The language that the reader chose, or the browser's where nothing was chosen. */
const first: Language =
  wanted === 'ja' || wanted === 'en' ? wanted : navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

i18n.use(initReactI18next).init({
  lng: first,
  fallbackLng: false,
  resources: { ja: { translation: ja }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
document.documentElement.lang = first;

export function speak(language: Language): void {
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  void i18n.changeLanguage(language);
}

export default i18n;
