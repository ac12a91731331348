import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { screens } from './screens';
import { useSession } from './session';

const [store, spotlight] = createSpotlight();

/** Opens the search from anywhere. */
export const openSearch = spotlight.open;

/** Ctrl+K: screens by their word in either language, and customers within the reader's reach by name. */
export function Search() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const mayFind = session.may('ListAccounts');
  const found = useGet(
    '/v1/accounts',
    { params: { query: { limit: 8, ...{ 'filter[name][contains]': query } } } },
    { when: mayFind && query.length > 0 },
  );

  const both = (word: (typeof screens)[number]['word']) =>
    `${i18n.getFixedT('ja')(`screens.${word}`)} ${i18n.getFixedT('en')(`screens.${word}`)}`.toLowerCase();
  const shown = screens
    .filter((screen) => screen.needs.some((operation) => session.may(operation)))
    .filter((screen) => both(screen.word).includes(typed.trim().toLowerCase()));
  const customers = query && found.data ? found.data.items : [];
  const go = (to: string) => () => void navigate({ to });

  return (
    <Spotlight.Root store={store} query={typed} onQueryChange={setTyped} shortcut="mod + K" scrollable maxHeight={420}>
      <Spotlight.Search
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {customers.length > 0 ? (
          <Spotlight.ActionsGroup label={t('search.customers')}>
            {customers.map((account) => (
              <Spotlight.Action
                key={account.id}
                label={account.name}
                description={account.ownerName ?? undefined}
                onClick={go(`/accounts/${account.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {shown.length > 0 ? (
          <Spotlight.ActionsGroup label={t('search.screens')}>
            {shown.map(({ path, word, icon: Icon }) => (
              <Spotlight.Action
                key={path}
                label={t(`screens.${word}`)}
                leftSection={<Icon size={18} aria-hidden />}
                onClick={go(path)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {shown.length === 0 && customers.length === 0 ? <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
