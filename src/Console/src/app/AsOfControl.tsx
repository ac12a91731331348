import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconHistory } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './AsOf.module.css';
import { useAddress } from './address';
import { useAsOf } from './asOf';
import { day, dayShort, today } from './format';
import { screens } from './screens';

const bases = ['asClosed', 'restated'] as const;

/** The one control that turns the whole console to an earlier day, as it was recorded then or as it is known now. */
export function AsOfControl() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const { asOf } = useAsOf();
  const [opened, setOpened] = useState(false);
  const known = asOf?.known ?? 'asClosed';
  const turn = (to: string | null, basis: string) => {
    const earlier = to && to < today() ? to : undefined;
    change({ asOf: earlier, known: earlier && basis === 'restated' ? 'restated' : undefined });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant={asOf ? 'light' : 'subtle'}
          color={asOf ? 'indigo' : 'gray'}
          size="compact-sm"
          className={classes.control}
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          <span className="visually-hidden">{t('asOf.open')} </span>
          <span className={classes.word}>{asOf ? dayShort(asOf.day) : t('asOf.today')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" maw={280}>
          <Text fw={600}>{t('asOf.title')}</Text>
          <SegmentedControl
            aria-label={t('asOf.basis')}
            data={bases.map((value) => ({ value, label: t(`asOf.${value}`) }))}
            value={known}
            disabled={!asOf}
            onChange={(basis) => turn(asOf?.day ?? null, basis)}
          />
          <Text size="sm" c="dimmed">
            {t(`asOf.means.${known}`)}
          </Text>
          <DatePicker
            value={asOf?.day ?? today()}
            defaultDate={asOf?.day ?? today()}
            maxDate={today()}
            size="sm"
            monthLabelFormat={t('asOf.monthFormat')}
            yearLabelFormat={t('asOf.yearFormat')}
            ariaLabels={{ previousMonth: t('asOf.monthBefore'), nextMonth: t('asOf.monthAfter') }}
            onChange={(to) => turn(to, known)}
          />
          <Button variant="default" disabled={!asOf} onClick={() => turn(null, known)}>
            {t('asOf.back')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Below the bar and on paper: the day that is shown, what was known, what is of today, and the way back. */
export function AsOfBand() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const { asOf } = useAsOf();
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (!asOf) {
    return null;
  }
  const account = /^\/accounts\/./.test(path);
  const screen = screens.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  const reach = account ? 'account' : (screen?.asOf ?? 'today');
  return (
    <section className={classes.band} data-reach={reach === 'today' ? 'today' : 'then'} aria-label={t('asOf.title')}>
      <IconHistory size={18} aria-hidden />
      <p>
        {reach === 'today' ? (
          <strong>{t('asOf.showsToday', { day: day(asOf.day) })}</strong>
        ) : (
          <>
            <strong>{t('asOf.shows', { day: day(asOf.day), basis: t(`asOf.${asOf.known}`) })}</strong>{' '}
            {t(`asOf.means.${asOf.known}`)} {t(`asOf.reach.${reach}`)}
          </>
        )}
      </p>
      <Button
        className="no-print"
        variant="default"
        size="compact-sm"
        onClick={() => change({ asOf: undefined, known: undefined })}
      >
        {t('asOf.back')}
      </Button>
    </section>
  );
}
