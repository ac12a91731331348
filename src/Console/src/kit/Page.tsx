import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** One sentence: what one reads here, over whom, as of when. */
  lead?: ReactNode;
  /** What one can do on the whole page, at its right. */
  actions?: ReactNode;
  /** A table takes the whole width; reading stops at 1,440 px. */
  wide?: boolean;
  children: ReactNode;
}

/** The frame of a screen: its title (of the window too), its lead, its actions, its content. */
export function Page({ title, lead, actions, wide, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} — CsMonolith`;
  }, [title]);
  return (
    <div className={wide ? classes.wide : classes.page}>
      <header className={classes.head}>
        <div>
          <Title order={1}>{title}</Title>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  help?: ReactNode;
  actions?: ReactNode;
  /** Without paper where the content is itself a row of cards. */
  bare?: boolean;
  children: ReactNode;
}

/** A titled part of a screen. */
export function Section({ title, help, actions, bare, children }: SectionProps) {
  return (
    <section className={bare ? classes.bare : classes.section} aria-label={title}>
      <header className={classes.sectionHead}>
        <div>
          <Title order={2}>{title}</Title>
          {help ? <p className={classes.help}>{help}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
