import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';

/** The words of the configured causes of fires, in the reader's language. */
export function useCauseName(): (code: string) => string {
  const { i18n } = useTranslation();
  const causes = useGet('/v1/fire-causes');
  const names = new Map(causes.data?.causes.map((cause) => [cause.code, i18n.language === 'ja' ? cause.ja : cause.en]));
  return (code) => names.get(code) ?? code;
}
