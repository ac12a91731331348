import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
} from '@tanstack/react-router';
import { Loading } from '@/kit/States';
import { parseAddress, writeAddress } from './address';
import { Missing } from './Missing';
import { Shell } from './Shell';
import { homeOf } from './screens';
import { SessionGate, useSession } from './session';

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <Shell />
    </SessionGate>
  ),
  notFoundComponent: Missing,
});

function Home() {
  return <Navigate to={homeOf(useSession().roles)} replace />;
}

/** A screen, loaded when it is first opened. */
const screen = <const Path extends string>(path: Path, load: () => Promise<{ default: RouteComponent }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as never),
    pendingComponent: () => <Loading />,
  });

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  screen('/accounts', () => import('@/features/journey/portfolio/Portfolio')),
  screen('/accounts/$accountId', () => import('@/features/journey/account/Account')),
  screen('/retention', () => import('@/features/revenue/retention/Retention')),
  screen('/renewals', () => import('@/features/revenue/renewals/Renewals')),
  screen('/kata', () => import('@/features/health/kata/Kata')),
  screen('/my-day', () => import('@/features/journey/my-day/MyDay')),
  screen('/brief', () => import('@/features/health/brief/Brief')),
  screen('/kit', () => import('@/features/kit/Kit')),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
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
