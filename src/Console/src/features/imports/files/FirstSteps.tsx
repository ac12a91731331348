import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { FirstScore } from './FirstScore';
import classes from './FirstSteps.module.css';
import { ImportState } from './ImportState';
import { type Import, useKinds } from './kinds';
import { Upload } from './Upload';

/** The kinds of file without which there is no score, and those that make it better. */
const needed = ['accounts', 'subscriptions', 'churn-events'] as const;
const better = ['usage', 'contacts', 'tickets', 'phases'] as const;

interface FirstStepsProps {
  imports: readonly Import[];
  /** Keeps the guide open when files have come in. */
  stay: () => void;
  leave: () => void;
}

/** The first steps of an empty installation on one page: drop files, see them mapped and loaded, first score. */
export function FirstSteps({ imports, stay, leave }: FirstStepsProps) {
  const { t } = useTranslation();
  const { items: known, nameOf } = useKinds();
  useEffect(stay, []);
  const loaded = imports.filter((one) => one.state === 'committed');
  const has = (kind: string) => loaded.some((one) => one.kind === kind);
  const kindsLine = (kinds: readonly string[]) => (
    <ul className={classes.kinds}>
      {kinds
        .filter((kind) => known.some((one) => one.name === kind))
        .map((kind) => (
          <li key={kind} data-done={has(kind) || undefined}>
            {has(kind) ? <IconCheck size={14} aria-label={t('imports.first.loaded')} /> : null}
            {nameOf(kind)}
          </li>
        ))}
    </ul>
  );

  return (
    <Page
      title={t('imports.first.title')}
      lead={t('imports.first.lead')}
      actions={
        <Button variant="subtle" size="compact-md" onClick={leave}>
          {t('imports.first.leave')}
        </Button>
      }
    >
      <ol className={classes.steps}>
        <Step number={1} title={t('imports.first.drop')} done={needed.every(has)}>
          <div className={classes.wanted}>
            <span>{t('imports.first.needed')}</span>
            {kindsLine(needed)}
            <span>{t('imports.first.better')}</span>
            {kindsLine(better)}
          </div>
          <Upload tall={imports.length === 0} />
        </Step>
        <Step
          number={2}
          title={t('imports.first.map')}
          done={imports.length > 0 && imports.every((one) => one.state === 'committed' || one.state === 'undone')}
        >
          {imports.length === 0 ? (
            <Empty words={t('imports.first.mapNone')} />
          ) : (
            <ul className={classes.imports}>
              {imports.slice(0, 20).map((one) => (
                <li key={one.id}>
                  <Link to="/imports/$importId" params={{ importId: one.id }}>
                    {one.fileName}
                  </Link>
                  <span className={classes.kind}>{nameOf(one.kind)}</span>
                  <ImportState of={one} />
                </li>
              ))}
            </ul>
          )}
        </Step>
        <FirstScore step={(title, done, content) => <Step number={3} title={title} done={done} children={content} />} />
      </ol>
    </Page>
  );
}

function Step({
  number,
  title,
  done,
  children,
}: {
  number: number;
  title: string;
  done: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className={classes.step} data-done={done || undefined}>
      <span className={classes.number} aria-hidden>
        {done ? <IconCheck size={16} /> : number}
      </span>
      <div className={classes.content}>
        <h2 className={classes.title}>
          {title}
          {done ? <span className="visually-hidden">{t('imports.first.done')}</span> : null}
        </h2>
        {children}
      </div>
    </li>
  );
}
