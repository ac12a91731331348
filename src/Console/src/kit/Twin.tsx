import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Twin.module.css';

interface TwinProps {
  /** What the chart says, in one or two sentences. */
  summary: ReactNode;
  chart: ReactNode;
  /** The same figures as a table; on paper it always stands below the chart. */
  table: ReactNode;
}

/** A chart with what it says in words above it and the same figures as a table below. */
export function Twin({ summary, chart, table }: TwinProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const Icon = opened ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.twin}>
      <p className={classes.summary}>{summary}</p>
      {chart}
      <Button
        className={`${classes.toggle} no-print`}
        variant="subtle"
        size="compact-sm"
        px={4}
        leftSection={<Icon size={16} aria-hidden />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {t(opened ? 'chart.hideTable' : 'chart.showTable')}
      </Button>
      <div className={classes.table} id={id} data-closed={!opened || undefined}>
        {table}
      </div>
    </div>
  );
}
