import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, once, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { count, day } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { followJob } from '@/kit/JobToast';
import type { Import } from './kinds';

/** Days within which an import can be taken back. */
const undoDays = 7;

/** The next step of an import, as its one main button; what was loaded can be taken back. */
export function Actions({ of, busy }: { of: Import; busy: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const at = { params: { path: { importId: of.id }, header: once() } };
  const after = ['/v1/imports', '/v1/accounts', '/v1/portfolio'];
  const followed = (kind: string) => (started: { jobId: string }) =>
    followJob({ id: started.jobId, kind, on: of.fileName, after });
  const check = useSend(
    async () => followed('RehearseImport')(await told(api.POST('/v1/imports/{importId}/dry-run', at))),
    ['/v1/imports'],
  );
  const commit = useSend(
    async () => followed('LoadImport')(await told(api.POST('/v1/imports/{importId}/commit', at))),
    ['/v1/imports'],
  );
  const undo = useSend(
    async () => followed('TakeImportBack')(await told(api.POST('/v1/imports/{importId}/undo', at))),
    ['/v1/imports'],
  );
  const ready = of.missingColumns.length === 0 && !busy;
  const undoUntil = of.committedAt
    ? new Date(new Date(of.committedAt).getTime() + undoDays * 86_400_000).toISOString()
    : null;
  const mayUndo = of.state === 'committing' || (undoUntil !== null && new Date(undoUntil) > new Date());
  const storable = of.checked ? of.checked.create + of.checked.update : null;

  return (
    <>
      {check.error ? <span role="alert">{check.error.message}</span> : null}
      {(of.state === 'uploaded' || of.state === 'checked') && session.may('CheckImport') ? (
        <Button
          variant={of.state === 'uploaded' && of.version !== 1 ? 'filled' : 'default'}
          disabled={!ready}
          loading={check.isPending}
          onClick={() => check.mutate(undefined)}
        >
          {t(of.state === 'uploaded' ? 'imports.check' : 'imports.checkAgain')}
        </Button>
      ) : null}
      {of.state === 'checked' && session.may('CommitImport') ? (
        <ConfirmButton
          variant="filled"
          disabled={!ready || storable === 0}
          verb={t('imports.commit', { rows: count(storable) })}
          question={t(of.checked?.error ? 'imports.commitWithErrors' : 'imports.commitQuestion', {
            rows: count(storable),
            errors: count(of.checked?.error),
          })}
          act={() => commit.mutateAsync(undefined)}
        />
      ) : null}
      {of.state === 'committing' && !busy && session.may('CommitImport') ? (
        <Button loading={commit.isPending} onClick={() => commit.mutate(undefined)}>
          {t('imports.goOn')}
        </Button>
      ) : null}
      {(of.state === 'committed' || of.state === 'committing') && mayUndo && session.may('UndoImport') ? (
        <ConfirmButton
          danger
          disabled={busy}
          verb={t('imports.undo')}
          question={t('imports.undoQuestion', {
            rows: count(of.committed ? of.committed.create + of.committed.update : of.rows),
            until: undoUntil ? day(undoUntil) : t('figure.none'),
          })}
          act={() => undo.mutateAsync(undefined)}
        />
      ) : null}
    </>
  );
}
