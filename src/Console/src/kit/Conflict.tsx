import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Differing {
  name: string;
  mine: ReactNode;
  theirs: ReactNode;
}

interface ConflictProps {
  fields: readonly Differing[];
  busy?: boolean;
  /** Saves what was written here over what somebody else has saved. */
  keep: () => void;
  /** Gives up what was written here for what somebody else has saved. */
  take: () => void;
}

/** Somebody else has saved meanwhile: both values side by side, and the choice between them. */
export function Conflict({ fields, busy, keep, take }: ConflictProps) {
  const { t } = useTranslation();
  return (
    <Alert
      color="indigo"
      variant="light"
      role="alert"
      title={t('conflict.title')}
      icon={<IconGitMerge size={18} aria-hidden />}
    >
      <Stack gap="xs">
        <Text size="sm">{t('conflict.words')}</Text>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('conflict.field')}</Table.Th>
              <Table.Th>{t('conflict.mine')}</Table.Th>
              <Table.Th>{t('conflict.theirs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field) => (
              <Table.Tr key={field.name}>
                <Table.Th scope="row">{field.name}</Table.Th>
                <Table.Td>{field.mine}</Table.Td>
                <Table.Td>{field.theirs}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group gap="xs">
          <Button size="xs" loading={busy} onClick={keep}>
            {t('conflict.keep')}
          </Button>
          <Button size="xs" variant="default" onClick={take}>
            {t('conflict.take')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
