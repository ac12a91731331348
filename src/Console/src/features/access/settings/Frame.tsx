import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/app/session';
import { WhyNot } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import classes from './Frame.module.css';

/** The sections of the settings, and the operations of which one must be allowed to be offered each. */
export const sections = [
  { id: 'people', path: '/settings/people', needs: ['ListPeople'] },
  { id: 'teams', path: '/settings/teams', needs: ['ListTeams'] },
  { id: 'keys', path: '/settings/keys', needs: ['ListApiKeys', 'ListIdentities'] },
  { id: 'policies', path: '/settings/policies', needs: ['GetPhaseSet', 'GetTierPolicy', 'ListRevenuePolicies'] },
  { id: 'jobs', path: '/settings/jobs', needs: ['ListJobs', 'ListDeadLetters'] },
  { id: 'audit', path: '/settings/audit', needs: ['ListAuditEvents', 'ListSecurityEvents'] },
  { id: 'access', path: '/settings/access', needs: ['ExplainPermission'] },
] as const;

export type SectionId = (typeof sections)[number]['id'];

/** The sections that the reader may enter. */
export function useSections() {
  const session = useSession();
  return sections.filter(({ needs }) => needs.some((operation) => session.may(operation)));
}

interface FrameProps {
  section: SectionId;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a section of the settings: the way to the others, its title, and why not where it is out of reach. */
export function Frame({ section, actions, children }: FrameProps) {
  const { t } = useTranslation();
  const offered = useSections();
  const allowed = offered.some(({ id }) => id === section);
  const needed = sections.find(({ id }) => id === section)?.needs[0] ?? '';
  return (
    <Page
      title={t(`settings.sections.${section}`)}
      lead={t(`settings.leads.${section}`)}
      actions={allowed ? actions : null}
    >
      <nav className={`${classes.tabs} no-print`} aria-label={t('screens.settings')}>
        {offered.map(({ id, path }) => (
          <Link key={id} to={path} className={classes.tab}>
            {t(`settings.sections.${id}`)}
          </Link>
        ))}
      </nav>
      {allowed ? children : <WhyNot operation={needed} />}
    </Page>
  );
}
