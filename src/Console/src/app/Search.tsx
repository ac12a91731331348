import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconBolt, IconBookmark, IconBuilding, IconSearch, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet } from '@/api/useGet';
import { screens } from './screens';
import { useSession } from './session';
import { useActions } from './useActions';

const [store, spotlight] = createSpotlight();

/** Opens the search from anywhere. */
export const openSearch = spotlight.open;

type Found = Schema<'FoundName'>;
const icons: Record<string, typeof IconUser> = { account: IconBuilding, person: IconUser, 'saved-view': IconBookmark };

/** Ctrl+K: screens by their word in either language; customers, people and views within the reader's reach by name. */
export function Search() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const found = useGet('/v1/search', { params: { query: { q: query, limit: 12 } } }, { when: query.length > 0 });

  const both = (word: (typeof screens)[number]['word']) =>
    `${i18n.getFixedT('ja')(`screens.${word}`)} ${i18n.getFixedT('en')(`screens.${word}`)}`.toLowerCase();
  const shown = screens
    .filter((screen) => screen.needs.some((operation) => session.may(operation)))
    .filter((screen) => both(screen.word).includes(typed.trim().toLowerCase()));
  const named = query && found.data ? found.data.items : [];
  const actions = useActions().filter(({ words }) => words.toLowerCase().includes(typed.trim().toLowerCase()));

  const open = async (hit: Found) => {
    if (hit.kind === 'account') {
      await navigate({ to: '/accounts/$accountId', params: { accountId: hit.id } });
    } else if (hit.kind === 'person') {
      await navigate({ to: '/settings/people', search: { person: hit.id } as never });
    } else {
      const view = await told(api.GET('/v1/saved-views/{viewId}', { params: { path: { viewId: hit.id } } }));
      const screen = screens.find((one) => one.word === view.screen);
      await navigate({ href: `${screen?.path ?? '/accounts'}?${view.address}` });
    }
  };

  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut="mod + K"
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': t('search.open') } }}
    >
      <Spotlight.Search
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {named.length > 0 ? (
          <Spotlight.ActionsGroup label={t('search.names')}>
            {named.map((hit) => {
              const Icon = icons[hit.kind] ?? IconSearch;
              return (
                <Spotlight.Action
                  key={hit.id}
                  label={hit.title}
                  description={hit.detail ?? undefined}
                  leftSection={<Icon size={18} aria-hidden />}
                  onClick={() => void open(hit)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ) : null}
        {shown.length > 0 ? (
          <Spotlight.ActionsGroup label={t('search.screens')}>
            {shown.map(({ path, word, icon: Icon }) => (
              <Spotlight.Action
                key={path}
                label={t(`screens.${word}`)}
                leftSection={<Icon size={18} aria-hidden />}
                onClick={() => void navigate({ to: path })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {typed.trim() !== '' && actions.length > 0 ? (
          <Spotlight.ActionsGroup label={t('search.actions')}>
            {actions.map(({ words, act }) => (
              <Spotlight.Action
                key={words}
                label={words}
                leftSection={<IconBolt size={18} aria-hidden />}
                onClick={act}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {shown.length === 0 && named.length === 0 && (typed.trim() === '' || actions.length === 0) ? (
          <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
