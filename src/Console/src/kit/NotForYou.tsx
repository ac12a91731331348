import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import type { Screen } from '@/app/screens';
import classes from './NotForYou.module.css';
import { Page } from './Page';
import { Answer, Empty } from './States';

/** A screen that is out of the reader's reach: why, and whom to ask, in one line. */
export function NotForYou({ word, operation }: { word: Screen['word']; operation: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t(`screens.${word}`)}>
      <WhyNot operation={operation} />
    </Page>
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
