import {
  IconActivity,
  IconAlertTriangle,
  IconArrowsExchange,
  IconBook2,
  IconBooks,
  IconCalendarDue,
  IconChartHistogram,
  IconChecklist,
  IconClockHour4,
  IconFileImport,
  IconInbox,
  IconListDetails,
  IconNews,
  IconRocket,
  IconSchool,
  IconSettings,
  IconStack2,
  IconStairsUp,
  IconSun,
  IconTargetArrow,
  IconTools,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Role } from './session';

/** A screen of the rail: its address, its word, what one must be allowed to do to be offered it. */
export interface Screen {
  path: string;
  word:
    | 'brief'
    | 'inbox'
    | 'myDay'
    | 'portfolio'
    | 'handoffs'
    | 'projects'
    | 'launches'
    | 'issues'
    | 'onboarding'
    | 'reviews'
    | 'nextSteps'
    | 'improvements'
    | 'renewals'
    | 'retention'
    | 'time'
    | 'playbooks'
    | 'kata'
    | 'models'
    | 'imports'
    | 'cards'
    | 'settings';
  group: 'today' | 'customers' | 'learning' | 'work';
  icon: TablerIcon;
  /** Operations of which at least one must be allowed. */
  needs: readonly string[];
  /** What of it shows the earlier day that the console is turned to; without it the screen is of today. */
  asOf?: 'brief' | 'retention' | 'kata';
}

export const screens: readonly Screen[] = [
  { path: '/brief', word: 'brief', group: 'today', icon: IconNews, needs: ['GetBrief'], asOf: 'brief' },
  { path: '/inbox', word: 'inbox', group: 'today', icon: IconStack2, needs: ['AnswerSignal'] },
  { path: '/my-day', word: 'myDay', group: 'today', icon: IconSun, needs: ['RecordContact'] },
  {
    path: '/accounts',
    word: 'portfolio',
    group: 'customers',
    icon: IconListDetails,
    needs: ['ListPortfolio', 'ListAccounts'],
  },
  { path: '/handoffs', word: 'handoffs', group: 'customers', icon: IconArrowsExchange, needs: ['ListHandoffs'] },
  { path: '/projects', word: 'projects', group: 'customers', icon: IconTargetArrow, needs: ['ListSuccessProjects'] },
  { path: '/launches', word: 'launches', group: 'customers', icon: IconRocket, needs: ['ListLaunches'] },
  {
    path: '/issues-log',
    word: 'issues',
    group: 'customers',
    icon: IconAlertTriangle,
    needs: ['ListConsultingIssues'],
  },
  { path: '/onboarding', word: 'onboarding', group: 'customers', icon: IconSchool, needs: ['GetTimeToValue'] },
  { path: '/reviews', word: 'reviews', group: 'customers', icon: IconChecklist, needs: ['ListEffectReviews'] },
  { path: '/next-steps', word: 'nextSteps', group: 'customers', icon: IconStairsUp, needs: ['ListNextSteps'] },
  { path: '/renewals', word: 'renewals', group: 'customers', icon: IconCalendarDue, needs: ['ListRenewals'] },
  {
    path: '/retention',
    word: 'retention',
    group: 'customers',
    icon: IconActivity,
    needs: ['GetRetention'],
    asOf: 'retention',
  },
  { path: '/cards', word: 'cards', group: 'customers', icon: IconInbox, needs: ['ListFieldCards'] },
  { path: '/playbooks', word: 'playbooks', group: 'learning', icon: IconBook2, needs: ['ListPlaybooks'] },
  {
    path: '/improvements',
    word: 'improvements',
    group: 'learning',
    icon: IconTools,
    needs: ['ListImprovements'],
  },
  { path: '/time', word: 'time', group: 'learning', icon: IconClockHour4, needs: ['GetActivityFigures'] },
  { path: '/kata', word: 'kata', group: 'learning', icon: IconBooks, needs: ['ListPatterns'], asOf: 'kata' },
  { path: '/models', word: 'models', group: 'learning', icon: IconChartHistogram, needs: ['ListModels'] },
  { path: '/imports', word: 'imports', group: 'work', icon: IconFileImport, needs: ['UploadImport'] },
  { path: '/settings', word: 'settings', group: 'work', icon: IconSettings, needs: ['GetMe'] },
];

/** The home of each role, the first that holds wins: nobody begins on a refusal. */
const homes: readonly [Role, string][] = [
  ['leader', '/brief'],
  ['csm', '/my-day'],
  ['csOps', '/imports'],
  ['dataScientist', '/models'],
  ['finance', '/retention'],
  ['otherDepartment', '/handoffs'],
  ['partnerCsm', '/accounts'],
  ['auditor', '/settings/audit'],
  ['privacyOfficer', '/settings/audit'],
  ['admin', '/settings/people'],
];

export const homeOf = (roles: readonly Role[]): string =>
  homes.find(([role]) => roles.includes(role))?.[1] ?? '/settings';
