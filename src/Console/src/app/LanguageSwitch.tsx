import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speak } from './i18n';

/** Turns the console to the other language at once; the button is written in the language that it leads to. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === 'ja' ? 'en' : 'ja';
  return (
    <Button variant="subtle" color="gray" size="compact-sm" lang={other} translate="no" onClick={() => speak(other)}>
      {other === 'ja' ? '日本語' : 'English'}
    </Button>
  );
}
