import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, day, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Alias, type Model } from './alias';
import { Factors } from './Factors';
import classes from './Models.module.css';
import { useMeasures } from './measures';
import { Promotion } from './Promotion';

/** One model: its figures, the gates it must pass, what it looks at, and the way to make it the champion. */
export default function ModelDetail() {
  const { t } = useTranslation();
  const { version } = useParams({ strict: false }) as { version: string };
  const session = useSession();
  const asked = useGet('/v1/models/{version}', { params: { path: { version } } }, { when: session.may('GetModel') });
  if (!session.may('GetModel')) {
    return <NotForYou word="models" operation="GetModel" />;
  }
  return asked.data ? (
    <Shown of={asked.data} />
  ) : (
    <Page title={t('screens.models')}>
      <Answer of={asked} rows={10}>
        {() => null}
      </Answer>
    </Page>
  );
}

function Shown({ of }: { of: Model }) {
  const { t } = useTranslation();
  const session = useSession();
  const measures = useMeasures();
  return (
    <Page
      title={t('models.title', { version: of.version })}
      lead={t(of.hasSignal ? 'models.detailLead' : 'models.noSignal', { days: of.horizonDays })}
      actions={
        <>
          <Alias of={of} />
          <Link to="/models">{t('models.back')}</Link>
        </>
      }
    >
      <Promotion of={of} />
      <Section title={t('models.figures')} help={t('models.figuresHelp')}>
        <DataTable
          caption={t('models.figuresHelp')}
          rows={measures.filter((line) => !['gates', 'findings'].includes(line.id))}
          columns={[
            { id: 'name', heading: t('models.measure'), width: 180, cell: (line) => line.name },
            { id: 'value', heading: of.version, cell: (line) => line.cell(of) },
          ]}
          idOf={(line) => line.id}
        />
      </Section>
      <Gates of={of} />
      <Section title={t('models.findings')} help={t('models.findingsHelp')}>
        {of.findings.length === 0 ? (
          <Empty words={t('models.noFindings')} />
        ) : (
          <ul className={classes.findings}>
            {of.findings.map((finding) => (
              <li key={`${finding.code}${finding.column}`} className={classes.finding}>
                <IconAlertTriangle size={18} aria-hidden />
                <span>
                  {finding.words} {finding.column ? <code>{finding.column}</code> : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {session.may('ListFactors') && of.alias !== 'retired' ? <Factors versions={[of.version]} /> : null}
      <Section title={t('models.made')}>
        <Facts
          grid
          facts={[
            { name: t('models.registeredAt'), value: moment(of.registeredAt) },
            { name: t('models.promotedAt'), value: moment(of.promotedAt) },
            { name: t('models.policy'), value: t(`models.policies.${of.policy}`) },
            { name: t('models.features'), value: count(of.features.length) },
            { name: t('models.treated'), value: count(of.treated) },
            { name: t('models.seed'), value: of.seed === null ? t('figure.none') : String(of.seed) },
            {
              name: t('models.waivedGate'),
              value: of.waiver ? `${of.waiver.name}: ${of.waiver.reason}` : t('models.noWaiver'),
            },
            ...(of.withdrawnAt ? [{ name: t('models.withdrawn'), value: day(of.withdrawnAt) }] : []),
            { name: t('models.fingerprint'), value: <code>{of.dataFingerprint ?? t('figure.none')}</code> },
            { name: t('models.sha'), value: <code>{of.artefactSha256}</code> },
          ]}
        />
      </Section>
      <Section title={t('models.card')} help={t('models.cardHelp')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre className={classes.card} tabIndex={0}>
          {of.card}
        </pre>
      </Section>
    </Page>
  );
}

/** The gates of a model: passed or not in a word, the figure, its limit, and what they mean. */
function Gates({ of }: { of: Model }) {
  const { t } = useTranslation();
  return (
    <Section title={t('models.gates')} help={t('models.gatesHelp')}>
      <ul className={classes.gates}>
        {[...of.gates]
          .sort((one, other) => Number(one.passed) - Number(other.passed))
          .map((gate) => (
            <li key={gate.name} className={classes.gate}>
              <span>
                <Tag tone={gate.passed ? 'good' : of.waiver?.name === gate.name ? 'warn' : 'bad'}>
                  {t(gate.passed ? 'models.passed' : of.waiver?.name === gate.name ? 'models.waived' : 'models.failed')}
                </Tag>
              </span>
              <span>
                {gate.words}
                <small>{gate.name}</small>
              </span>
              <span className={`${classes.limits} figures`}>
                {gate.figure === null
                  ? null
                  : t('models.figureAndLimit', { figure: count(gate.figure, 4), limit: count(gate.limit, 4) })}
              </span>
            </li>
          ))}
      </ul>
    </Section>
  );
}
