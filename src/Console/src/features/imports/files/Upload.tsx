import { Button, Checkbox, CloseButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconFileUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, once, type Refusal, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { count } from '@/app/format';
import { Tag } from '@/kit/Tag';
import { type Import, kindOf, useKinds } from './kinds';
import classes from './Upload.module.css';

interface Chosen {
  id: string;
  file: File;
  /** The kind that somebody has chosen; until then the one that the file's name suggests is proposed. */
  kind?: string | null;
  import?: Import;
  refusal?: Refusal;
}

const size = (bytes: number) => (bytes < 1e6 ? `${count(Math.max(1, bytes / 1e3))} kB` : `${count(bytes / 1e6, 1)} MB`);

/** Files by drag or by button; each is given its kind and sent, and then leads to its mapping. */
export function Upload({ tall }: { tall?: boolean }) {
  const { t } = useTranslation();
  const input = useId();
  const { items: kinds, titled } = useKinds();
  const [over, setOver] = useState(false);
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [source, setSource] = useState('csv');
  const [history, setHistory] = useState(true);
  const change = (id: string, part: Partial<Chosen>) =>
    setFiles((now) => now.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const add = (added: Iterable<File>) =>
    setFiles((now) => [...now, ...[...added].map((file) => ({ id: crypto.randomUUID(), file }))]);
  const kindFor = (one: Chosen) => (one.kind === undefined ? kindOf(one.file.name, kinds) : one.kind);
  const send = useSend(
    async (one: Chosen) =>
      told(
        api.POST('/v1/imports', {
          params: {
            query: { kind: kindFor(one) ?? '', source: source.trim(), fileName: one.file.name, history },
            header: once(),
          },
          body: one.file as never,
          bodySerializer: (body) => body as never,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      ),
    ['/v1/imports'],
  );
  const waiting = files.filter((one) => !one.import);
  const sendAll = async () => {
    for (const one of waiting) {
      try {
        change(one.id, { import: await send.mutateAsync(one), refusal: undefined });
      } catch (refusal) {
        change(one.id, { refusal: refusal as Refusal });
      }
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };

  return (
    <Stack gap="sm">
      <section
        aria-label={t('imports.drop')}
        className={classes.drop}
        data-over={over || undefined}
        data-tall={tall || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={tall ? 32 : 24} aria-hidden stroke={1.6} />
        <div className={classes.words}>
          <strong>{t('imports.drop')}</strong>
          <Text size="sm" c="dimmed">
            {t('imports.dropHelp')}
          </Text>
        </div>
        <label htmlFor={input} className={classes.choose}>
          {t('imports.choose')}
        </label>
        <input
          id={input}
          className={classes.input}
          type="file"
          multiple
          accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson"
          onChange={(event) => {
            add(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
      </section>
      {files.length > 0 ? (
        <ul className={classes.files}>
          {files.map((one) => (
            <li key={one.id} className={classes.file}>
              <div className={classes.name}>
                <strong>{one.file.name}</strong>
                <Text size="xs" c="dimmed" className="figures">
                  {one.import ? t('imports.rowsFound', { rows: count(one.import.rows) }) : size(one.file.size)}
                </Text>
              </div>
              {one.import ? (
                <Group gap="xs">
                  <IconCheck size={16} aria-hidden />
                  <Link to="/imports/$importId" params={{ importId: one.import.id }}>
                    {t(one.import.missingColumns.length > 0 ? 'imports.mapMissing' : 'imports.seeMapping', {
                      count: one.import.missingColumns.length,
                    })}
                  </Link>
                </Group>
              ) : (
                <Group gap="xs" wrap="nowrap">
                  {one.kind === undefined && kindFor(one) ? <Tag tone="proposed">{t('imports.proposed')}</Tag> : null}
                  <Select
                    size="xs"
                    w={200}
                    aria-label={t('imports.kindOf', { file: one.file.name })}
                    placeholder={t('imports.kindChoose')}
                    searchable
                    data={kinds.map((kind) => ({ value: kind.name, label: titled(kind) }))}
                    value={kindFor(one)}
                    onChange={(kind) => change(one.id, { kind })}
                  />
                  <CloseButton
                    size="sm"
                    aria-label={t('imports.leaveOut', { file: one.file.name })}
                    onClick={() => setFiles(files.filter((other) => other.id !== one.id))}
                  />
                </Group>
              )}
              {one.refusal ? (
                <Text size="sm" c="red" role="alert" className={classes.refusal}>
                  {one.refusal.message}
                </Text>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {waiting.length > 0 ? (
        <Group gap="md" align="flex-end">
          <TextInput
            size="xs"
            w={200}
            label={t('imports.source')}
            description={t('imports.sourceHelp')}
            required
            maxLength={100}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          <Checkbox
            size="sm"
            className={classes.history}
            label={t('imports.history')}
            description={t('imports.historyHelp')}
            checked={history}
            onChange={(event) => setHistory(event.currentTarget.checked)}
          />
          <Button
            disabled={!source.trim() || waiting.some((one) => !kindFor(one))}
            loading={send.isPending}
            onClick={() => void sendAll()}
          >
            {t('imports.upload', { count: waiting.length })}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
