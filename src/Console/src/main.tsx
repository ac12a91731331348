import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/tokens.css';
import './app/i18n';
import './app/density';
import { type CSSVariablesResolver, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Refusal } from './api/client';
import { Calendars } from './app/Calendars';
import { router } from './app/router';
import { theme } from './app/theme';

/** What Mantine paints with is what tokens.css says. */
const fromTokens: CSSVariablesResolver = () => {
  const same = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-soft)',
    '--mantine-color-placeholder': 'var(--text-soft)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
  };
  return { variables: {}, light: same, dark: same };
};

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal is an answer; only what may pass is asked again, twice.
      retry: (failures, refusal) => failures < 2 && (refusal as Refusal).passing === true,
    },
  },
});

const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={fromTokens}>
        <QueryClientProvider client={client}>
          <Calendars>
            <Notifications position="bottom-right" />
            <RouterProvider router={router} />
          </Calendars>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
