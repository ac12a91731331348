import { HoverCard, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day, moment } from '@/app/format';
import classes from './Figure.module.css';

export interface FigureFacts {
  /** What the figure is, in one or two sentences. */
  definition: ReactNode;
  /** The figures that it is made of, named. */
  inputs?: readonly { name: string; value: ReactNode }[];
  /** The version of the formula, as the API names it. */
  formula?: string | null;
  /** Over whose accounts it is. */
  scope?: string | null;
  /** The day as of which it is (a moment where it was computed on asking). */
  asOf?: string | null;
  /** Why it is stale, or has no value. */
  note?: string | null;
}

interface FigureProps extends FigureFacts {
  /** The value as a person reads it; null where there is none, which `note` explains. */
  value: ReactNode;
  label: string;
  /** Where the customers behind it are listed, as an address of this console. */
  rows?: string;
  /** As a headline with its label, or within a line. */
  size?: 'headline' | 'inline';
  /** A word or a comparison below the value. */
  below?: ReactNode;
}

/**
 * A number that opens: hover or Enter shows what it is, what it is made of, over whom and as of when; Enter once more
 * leads to the customers behind it.
 */
export function Figure({ value, label, rows, size = 'headline', below, ...facts }: FigureProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const card = useId();
  const hasValue = value != null;
  const shown = hasValue ? value : t('figure.none');

  const press = () => {
    if (opened && rows) {
      void navigate({ href: rows, resetScroll: !rows.startsWith(`${window.location.pathname}?`) });
    }
    setOpened(!opened || Boolean(rows));
  };

  return (
    <HoverCard
      width={320}
      withinPortal
      withRoles={false}
      position="bottom-start"
      openDelay={250}
      disabled={opened}
      shadow="md"
    >
      <HoverCard.Target>
        <span className={size === 'headline' ? classes.headline : classes.inline}>
          {size === 'headline' ? (
            <span className={classes.label} aria-hidden>
              {label}
            </span>
          ) : null}
          <UnstyledButton
            className={classes.value}
            data-figure={label}
            data-absent={!hasValue || undefined}
            aria-expanded={opened}
            aria-controls={opened ? card : undefined}
            onClick={press}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && opened) {
                event.stopPropagation();
                setOpened(false);
              }
            }}
            onBlur={() => setOpened(false)}
          >
            <span className="visually-hidden">{`${label}: `}</span>
            {shown}
          </UnstyledButton>
          {below ? <span className={classes.below}>{below}</span> : null}
          {opened ? (
            <span className={classes.opened} id={card}>
              <Facts label={label} {...facts} rows={rows} />
            </span>
          ) : null}
        </span>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Facts label={label} {...facts} rows={rows} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

function Facts({
  label,
  definition,
  inputs,
  formula,
  scope,
  asOf,
  note,
  rows,
}: FigureFacts & { label: string; rows?: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes.facts}>
      <strong>{label}</strong>
      <span>{definition}</span>
      {note ? <span className={classes.note}>{note}</span> : null}
      {inputs?.map((input) => (
        <span className={classes.fact} key={input.name}>
          <span>{input.name}</span>
          <span className="figures">{input.value}</span>
        </span>
      ))}
      {scope ? (
        <span className={classes.fact}>
          <span>{t('figure.scope')}</span>
          <span>{scope}</span>
        </span>
      ) : null}
      {asOf ? (
        <span className={classes.fact}>
          <span>{t('figure.asOf')}</span>
          <span>{asOf.length > 10 ? moment(asOf) : day(asOf)}</span>
        </span>
      ) : null}
      {formula ? (
        <span className={classes.fact}>
          <span>{t('figure.formula')}</span>
          <span>{formula}</span>
        </span>
      ) : null}
      {rows ? <span className={classes.hint}>{t('figure.opens')}</span> : null}
    </span>
  );
}
