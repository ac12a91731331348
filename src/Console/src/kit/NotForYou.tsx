import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { type Screen, screens } from '@/app/screens';
import { useSession } from '@/app/session';
import classes from './NotForYou.module.css';
import { Page } from './Page';
import { Answer, Empty } from './States';

/** A screen that is out of the reader's reach: why, and whom to ask, in one line. */
export function NotForYou({ word, operation }: { word: Screen['word']; operation: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t(`screens.${word}`)}>
      <WhyNot operation={operation} />
      <Ways />
    </Page>
  );
}

/** The screens that the reader may open, so that nobody stands before a closed door. */
function Ways() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <nav className={classes.ways} aria-label={t('whyNot.ways')}>
      <span>{t('whyNot.ways')}</span>
      {screens
        .filter((screen) => screen.needs.some((one) => session.may(one)))
        .map((screen) => (
          <Link key={screen.path} to={screen.path}>
            {t(`screens.${screen.word}`)}
          </Link>
        ))}
    </nav>
  );
}

/** Why an operation is out of reach, as the API explains it, and which roles may; as one line where `inline`. */
export function WhyNot({ operation, inline }: { operation: string; inline?: boolean }) {
  const { t } = useTranslation();
  const explained = useGet('/v1/permissions/explain', { params: { query: { operation } } });
  return (
    <Answer of={explained} rows={inline ? 1 : 2}>
      {({ widen, furtherRoles }) => {
        const roles = furtherRoles.map(({ role }) => t(`roles.${role}`)).join(t('shell.and'));
        return inline ? (
          <span className={classes.soft}>{t('whyNot.ask', { roles })}</span>
        ) : (
          <Empty
            words={t('whyNot.words')}
            step={
              <span>
                {widen}
                {roles ? ` ${t('whyNot.roles', { roles })}` : null}
              </span>
            }
          />
        );
      }}
    </Answer>
  );
}
