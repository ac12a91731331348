import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  useRouterState,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { parseAddress, writeAddress } from '@/app/address';
import { theme } from '@/app/theme';
import '@/app/i18n';

/** Shows a part of the console at an address, with the address itself for tests to read. */
export async function show(part: ReactNode, at = '/') {
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '$',
    component: () => (
      <>
        {part}
        <Address />
      </>
    ),
  });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
  });
  const shown = render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router as never} />
    </MantineProvider>,
  );
  await shown.findByTestId('address');
  return shown;
}

function Address() {
  const href = useRouterState({ select: (state) => state.location.href });
  return <output data-testid="address">{href}</output>;
}
