import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  type RouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { Loading } from '@/kit/States';
import { parseAddress, writeAddress } from './address';
import { Missing } from './Missing';
import { Shell } from './Shell';
import { homeOf } from './screens';
import { SessionGate, useSession } from './session';

const root = createRootRoute({
  notFoundComponent: () => (
    <SessionGate>
      <Shell>
        <Missing />
      </Shell>
    </SessionGate>
  ),
});

/** Every screen of ours: who is signed in comes first, and the frame stands around it. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: () => (
    <SessionGate>
      <Shell>
        <Outlet />
      </Shell>
    </SessionGate>
  ),
  // The day that the console is turned to goes along wherever one goes.
  search: { middlewares: [retainSearchParams(['asOf', 'known'] as never)] },
});

/** What a customer opens by a link of theirs: without a session, and without anything of the console around it. */
const outside = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  component: lazyRouteComponent(() => import('@/features/journey/shared-plan/SharedPlan')),
  pendingComponent: () => <Loading />,
});

function Home() {
  return <Navigate to={homeOf(useSession().roles)} replace />;
}

/** A screen, loaded when it is first opened. */
const screen = <const Path extends string>(path: Path, load: () => Promise<{ default: RouteComponent }>) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    component: lazyRouteComponent(load as never),
    pendingComponent: () => <Loading />,
  });

const routes = [
  createRoute({ getParentRoute: () => inside, path: '/', component: Home }),
  screen('/accounts', () => import('@/features/journey/portfolio/Portfolio')),
  screen('/accounts/$accountId', () => import('@/features/journey/account/Account')),
  screen('/my-day', () => import('@/features/journey/my-day/MyDay')),
  screen('/handoffs', () => import('@/features/journey/projects/Handoffs')),
  screen('/handoffs/$handoffId', () => import('@/features/journey/projects/Handoff')),
  screen('/projects', () => import('@/features/journey/projects/Projects')),
  screen('/projects/$projectId', () => import('@/features/journey/projects/Project')),
  screen('/issues-log', () => import('@/features/journey/issues/Issues')),
  screen('/launches', () => import('@/features/journey/launches/Launches')),
  screen('/launches/$projectId', () => import('@/features/journey/launches/Launch')),
  screen('/reviews', () => import('@/features/journey/reviews/Reviews')),
  screen('/next-steps', () => import('@/features/health/next-steps/NextSteps')),
  screen('/improvements', () => import('@/features/journey/improvements/Improvements')),
  screen('/improvements/$improvementId', () => import('@/features/journey/improvements/Improvement')),
  screen('/onboarding', () => import('@/features/health/onboarding/Onboarding')),
  screen('/playbooks', () => import('@/features/journey/playbooks/Playbooks')),
  screen('/playbooks/$playbookId', () => import('@/features/journey/playbooks/Playbook')),
  screen('/time', () => import('@/features/journey/time/WorkTime')),
  screen('/brief', () => import('@/features/health/brief/Brief')),
  screen('/inbox', () => import('@/features/health/inbox/Inbox')),
  screen('/kit', () => import('@/features/kit/Kit')),
  screen('/retention', () => import('@/features/revenue/retention/Retention')),
  screen('/renewals', () => import('@/features/revenue/renewals/Renewals')),
  screen('/kata', () => import('@/features/health/kata/Kata')),
  screen('/imports', () => import('@/features/imports/files/Imports')),
  screen('/imports/$importId', () => import('@/features/imports/files/ImportDetail')),
  screen('/models', () => import('@/features/health/models/Models')),
  screen('/models/$version', () => import('@/features/health/models/ModelDetail')),
  screen('/cards', () => import('@/features/feedback/cards/Cards')),
  screen('/settings', () => import('@/features/access/settings/Overview')),
  screen('/settings/people', () => import('@/features/access/settings/People')),
  screen('/settings/teams', () => import('@/features/access/settings/Teams')),
  screen('/settings/keys', () => import('@/features/access/settings/Keys')),
  screen('/settings/policies', () => import('@/features/access/settings/Policies')),
  screen('/settings/jobs', () => import('@/features/access/settings/Jobs')),
  screen('/settings/audit', () => import('@/features/access/settings/Audit')),
  screen('/settings/access', () => import('@/features/access/settings/Access')),
];

export const router = createRouter({
  routeTree: root.addChildren([inside.addChildren(routes), outside]),
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
