import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '@/api/client';
import classes from './States.module.css';

/** Loading: the shape of what will come, so that nothing jumps. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Stack gap="xs">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={row === 0 ? 20 : 32} width={row === 0 ? '32%' : '100%'} />
        ))}
      </Stack>
    </div>
  );
}

/** Empty: what would stand here, and the one step that fills it. */
export function Empty({ words, step }: { words: ReactNode; step?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <Text c="dimmed">{words}</Text>
      {step}
    </div>
  );
}

/** Refused or failed: one sentence, the trace id where there is one, and another try where it could help. */
export function Refused({ refusal, again }: { refusal: Refusal; again?: () => void }) {
  const { t } = useTranslation();
  // Out of reach answers like missing: the one sentence says both, and where one can ask why.
  const denied = refusal.status === 403 || refusal.status === 404;
  const Icon = denied ? IconLock : IconAlertTriangle;
  return (
    <Alert
      color={denied ? 'gray' : 'red'}
      variant="light"
      icon={<Icon size={18} aria-hidden />}
      title={t(denied ? 'state.denied' : 'state.failed')}
      className={classes.refused}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{refusal.status === 404 ? t('state.outOfReach') : refusal.message}</Text>
        {refusal.problem.traceId ? (
          <Text size="xs" c="dimmed">
            {t('state.trace', { id: refusal.problem.traceId })}
          </Text>
        ) : null}
        {again && refusal.passing ? (
          <Button size="xs" variant="default" onClick={again}>
            {t('state.again')}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}

interface Asked<Data> {
  data: Data | undefined;
  error: Refusal | null;
  refetch: () => unknown;
}

/** Shows what an answer holds once it is there, and its state until then. */
export function Answer<Data>({
  of,
  rows,
  children,
}: {
  of: Asked<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) {
  if (of.error && of.data === undefined) {
    return <Refused refusal={of.error} again={() => void of.refetch()} />;
  }
  return of.data === undefined ? <Loading rows={rows} /> : children(of.data);
}
