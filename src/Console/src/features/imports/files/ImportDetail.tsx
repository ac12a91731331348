import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isOver, useJob } from '@/api/jobs';
import { useGet } from '@/api/useGet';
import { count, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { Facts } from '@/kit/Facts';
import { JobBar } from '@/kit/JobBar';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer } from '@/kit/States';
import { Actions } from './Actions';
import { Counts } from './Counts';
import { Faults } from './Faults';
import { ImportState } from './ImportState';
import { type Import, useKinds } from './kinds';
import { Mapping } from './Mapping';
import { Steps } from './Steps';

/** One import on its way: how the file is read, mapped, rehearsed, loaded and perhaps taken back. */
export default function ImportDetail() {
  const { t } = useTranslation();
  const { importId } = useParams({ strict: false }) as { importId: string };
  const session = useSession();
  const asked = useGet(
    '/v1/imports/{importId}',
    { params: { path: { importId } } },
    { when: session.may('GetImport'), every: 10_000 },
  );
  return session.may('GetImport') ? (
    asked.data ? (
      <Shown of={asked.data} />
    ) : (
      <Page title={t('screens.imports')}>
        <Answer of={asked} rows={10}>
          {() => null}
        </Answer>
      </Page>
    )
  ) : (
    <NotForYou word="imports" operation="GetImport" />
  );
}

function Shown({ of }: { of: Import }) {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const job = useJob(of.jobId);
  const busy = job !== null && !isOver(job.state) && job.lost === null;
  const open = of.state === 'uploaded' || of.state === 'checked';
  return (
    <Page
      title={of.fileName}
      lead={t('imports.detailLead', { kind: nameOf(of.kind), source: of.source, rows: count(of.rows) })}
      actions={<Actions of={of} busy={busy} />}
    >
      <Steps of={of} />
      {job && (busy || job.state === 'failed' || job.state === 'refused') ? (
        <Section title={t('imports.work')}>
          <JobBar job={job} label={t('imports.work')} />
        </Section>
      ) : null}
      {of.checked && of.state === 'checked' ? (
        <Counts title={t('imports.dryRun')} help={t('imports.dryRunHelp')} of={of.checked} rows={of.rows} />
      ) : null}
      {of.committed ? (
        <Counts
          title={t('imports.result')}
          help={of.undoneAt ? t('imports.undoneHelp', { at: moment(of.undoneAt) }) : t('imports.resultHelp')}
          of={of.committed}
          rows={of.rows}
        />
      ) : null}
      {of.checked || of.committed || of.state === 'committing' ? <Faults of={of} /> : null}
      <Reading of={of} />
      <Mapping key={of.version} of={of} locked={!open || busy} />
    </Page>
  );
}

/** How the file was read: what was found of it, to be compared with the file itself. */
function Reading({ of }: { of: Import }) {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const personName = usePersonName();
  const delimiters: Record<string, string> = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' };
  const delimiter = of.delimiter === null ? null : delimiters[of.delimiter];
  return (
    <Section title={t('imports.reading')} help={t('imports.readingHelp')} actions={<ImportState of={of} />}>
      <Facts
        grid
        facts={[
          { name: t('imports.kind'), value: nameOf(of.kind) },
          ...(of.encoding === null
            ? []
            : [{ name: t('imports.encoding'), value: t(`imports.encodings.${of.encoding as 'utf-8'}`) }]),
          ...(of.delimiter === null
            ? []
            : [
                {
                  name: t('imports.delimiter'),
                  value: delimiter ? t(`imports.delimiters.${delimiter as 'comma'}`) : of.delimiter,
                },
              ]),
          ...(of.sheet === null ? [] : [{ name: t('imports.sheet'), value: of.sheet }]),
          { name: t('imports.headerLine'), value: t('imports.line', { line: count(of.headerLine) }) },
          { name: t('imports.columnsFound'), value: count(of.headings.length) },
          { name: t('imports.rows'), value: count(of.rows) },
          { name: t('imports.source'), value: of.source },
          { name: t('imports.history'), value: t(of.history ? 'imports.historyYes' : 'imports.historyNo') },
          { name: t('imports.uploadedAt'), value: moment(of.uploadedAt) },
          { name: t('imports.by'), value: personName(of.uploadedBy) },
        ]}
      />
    </Section>
  );
}
