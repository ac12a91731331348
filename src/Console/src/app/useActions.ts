import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress } from './address';
import { useAsOf } from './asOf';
import { density, setDensity } from './density';
import { day, dayPlus, monthsBack } from './format';
import { speak } from './i18n';

/** What the command menu does to the whole console, in the words by which it is found. */
export function useActions(): readonly { words: string; act: () => void }[] {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const [, change] = useAddress();
  const { asOf } = useAsOf();
  const monthEnd = dayPlus(`${monthsBack(0)}-01`, -1);
  const lines = density() === 'compact' ? 'comfortable' : 'compact';
  return [
    asOf
      ? { words: t('search.does.today'), act: () => change({ asOf: undefined, known: undefined }) }
      : { words: t('search.does.asOf', { day: day(monthEnd) }), act: () => change({ asOf: monthEnd }) },
    { words: t(`search.does.${lines}`), act: () => setDensity(lines) },
    { words: t('search.does.light'), act: () => setColorScheme('light') },
    { words: t('search.does.dark'), act: () => setColorScheme('dark') },
    { words: t('search.does.language'), act: () => speak(i18n.language === 'ja' ? 'en' : 'ja') },
    { words: t('search.does.print'), act: () => window.print() },
  ];
}
