import { ActionIcon, AppShell, Burger, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import {
  IconApi,
  IconBaselineDensityMedium,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLogout,
  IconMoon,
  IconPrinter,
  IconSearch,
  IconSunHigh,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { forgetJobs, JobToasts } from '@/kit/JobToast';
import { AsOfBand, AsOfControl } from './AsOfControl';
import { density, setDensity } from './density';
import { Filling } from './Filling';
import { moment } from './format';
import { Keys } from './Keys';
import { LanguageSwitch } from './LanguageSwitch';
import { openSearch, Search } from './Search';
import classes from './Shell.module.css';
import { homeOf, screens } from './screens';
import { useSession } from './session';

const groups = ['today', 'customers', 'learning', 'work'] as const;

/** The frame of all screens: the rail, the bar, the search, and in the middle the screen that it is given. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const [sheet, { toggle, close }] = useDisclosure(false);
  const [slim, setSlim] = useLocalStorage({ key: 'rail', defaultValue: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path]);

  const offered = screens.filter((screen) => screen.needs.some((operation) => session.may(operation)));
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: slim ? 60 : 216, breakpoint: 'sm', collapsed: { mobile: !sheet } }}
      padding={0}
    >
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <AppShell.Header className={`${classes.bar} no-print`}>
        <Burger hiddenFrom="sm" size="sm" opened={sheet} onClick={toggle} aria-label={t('shell.menu')} />
        <Link to={homeOf(session.roles)} className={classes.brand} translate="no">
          CsMonolith
        </Link>
        <UnstyledButton className={classes.search} onClick={openSearch} aria-keyshortcuts="Control+K">
          <IconSearch size={16} aria-hidden />
          <span className={classes.searchWord}>{t('search.open')}</span>
          <kbd className={classes.kbd}>Ctrl K</kbd>
        </UnstyledButton>
        <div className={classes.right}>
          <ActionIcon
            variant="subtle"
            color="gray"
            visibleFrom="sm"
            aria-label={t('shell.print')}
            onClick={() => window.print()}
          >
            <IconPrinter size={18} aria-hidden />
          </ActionIcon>
          <AsOfControl />
          <SchemeSwitch />
          <LanguageSwitch />
          <Person />
        </div>
      </AppShell.Header>
      <AppShell.Navbar className={`${classes.rail} no-print`} data-slim={slim || undefined}>
        <nav aria-label={t('shell.screens')}>
          {groups.map((group) => {
            const members = offered.filter((screen) => screen.group === group);
            return members.length === 0 ? null : (
              <div key={group} className={classes.group}>
                <p className={classes.groupName}>{t(`shell.groups.${group}`)}</p>
                {members.map(({ path: to, word, icon: Icon }) => (
                  <Link key={to} to={to} className={classes.link} title={slim ? t(`screens.${word}`) : undefined}>
                    <Icon size={18} aria-hidden stroke={1.8} />
                    <span className={classes.word}>{t(`screens.${word}`)}</span>
                  </Link>
                ))}
              </div>
            );
          })}
        </nav>
        <ActionIcon
          className={classes.slimmer}
          visibleFrom="sm"
          variant="subtle"
          color="gray"
          aria-label={t(slim ? 'shell.widen' : 'shell.narrow')}
          onClick={() => setSlim(!slim)}
        >
          {slim ? (
            <IconLayoutSidebarLeftExpand size={18} aria-hidden />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} aria-hidden />
          )}
        </ActionIcon>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Filling />
        <AsOfBand />
        {children}
        <p className={classes.printed}>
          {t('shell.printed', {
            name: session.name,
            at: moment(new Date().toISOString()),
            address: window.location.pathname + window.location.search,
          })}
        </p>
      </AppShell.Main>
      <Search />
      <Keys />
      <JobToasts />
    </AppShell>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t(dark ? 'shell.light' : 'shell.dark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSunHigh size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  );
}

function Person() {
  const { t } = useTranslation();
  const session = useSession();
  const [compact, setCompact] = useState(density() === 'compact');
  const leave = async () => {
    await told(api.DELETE('/v1/sessions/current'));
    forgetJobs();
    window.location.assign('/');
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label={t('shell.person', { name: session.name })}>
          <IconUserCircle size={20} aria-hidden />
          <span className={classes.personName} translate="no">
            {session.name}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.roles.map((role) => t(`roles.${role}`)).join(t('shell.and'))}</Menu.Label>
        <Menu.Item
          onClick={() => {
            const to = density() === 'compact' ? 'comfortable' : 'compact';
            setDensity(to);
            setCompact(to === 'compact');
          }}
          leftSection={<IconBaselineDensityMedium size={16} aria-hidden />}
        >
          {t(compact ? 'shell.comfortable' : 'shell.compact')}
        </Menu.Item>
        <Menu.Item component="a" href="/scalar/" leftSection={<IconApi size={16} aria-hidden />}>
          {t('shell.api')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
