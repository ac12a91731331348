import { useTranslation } from 'react-i18next';
import words from '@/words/en.json';

/** The operations that the console calls by a word of their own. */
export const operationCodes = Object.keys(words.settings.operations) as (keyof typeof words.settings.operations)[];

/** What an operation is, as a person would say it; the name of the API where the console has no word. */
export function useOperationName(): (operation: string) => string {
  const { t, i18n } = useTranslation();
  return (operation) =>
    i18n.exists(`settings.operations.${operation}`)
      ? t(`settings.operations.${operation as 'ListAccounts'}`)
      : operation;
}
