import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/app/session';
import { Facts } from '@/kit/Facts';
import { Page, Section } from '@/kit/Page';
import { useSections } from './Frame';
import classes from './Frame.module.css';

/** 設定: who one is here, and the sections that one may enter. */
export default function Overview() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Page title={t('screens.settings')} lead={t('settings.lead')}>
      <Section title={t('settings.you')}>
        <Facts
          grid
          facts={[
            { name: t('settings.name'), value: session.name },
            { name: t('settings.roles'), value: session.roles.map((role) => t(`roles.${role}`)).join(t('shell.and')) },
          ]}
        />
      </Section>
      <ul className={classes.cards}>
        {useSections().map(({ id, path }) => (
          <li key={id}>
            <Link to={path}>
              <strong>{t(`settings.sections.${id}`)}</strong>
              <span>{t(`settings.leads.${id}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
