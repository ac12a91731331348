import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';

/** What stands at an address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.missing')} lead={t('state.missingHelp')}>
      {null}
    </Page>
  );
}
