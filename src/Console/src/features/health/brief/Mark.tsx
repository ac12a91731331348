import { Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { dayShort } from '@/app/format';

interface MarkProps {
  line: string;
  /** The line as it reads, so that what was done is told after it has gone. */
  words: string;
  mark: Schema<'BriefLineMark'> | null | undefined;
}

/** Whether the reader has done what a line asks, and since when; one key marks it and one takes it back. */
export function Mark({ line, words, mark }: MarkProps) {
  const { t } = useTranslation();
  const path = { key: line };
  const set = useSend(
    () =>
      told(api.PUT('/v1/brief/marks/{key}', { params: { path }, body: { state: 'done', words: words.slice(0, 400) } })),
    ['/v1/brief'],
  );
  const drop = useSend(() => told(api.DELETE('/v1/brief/marks/{key}', { params: { path } })), ['/v1/brief']);
  return mark?.state === 'done' ? (
    <Group gap={4} wrap="nowrap">
      <IconCheck size={16} aria-hidden />
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={drop.isPending}
        onClick={() => drop.mutate(undefined)}
      >
        {t('brief.doneOn', { day: dayShort(mark.at) })}
      </Button>
    </Group>
  ) : (
    <Button variant="default" size="compact-sm" loading={set.isPending} onClick={() => set.mutate(undefined)}>
      {t('brief.markDone')}
    </Button>
  );
}
