import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './OneTime.module.css';

/** A secret or a link that is shown this once, with a button that copies it. */
export function OneTime({ title, words, value }: { title: string; words: string; value: string }) {
  const { t } = useTranslation();
  return (
    <Alert color="indigo" variant="light" title={title} icon={<IconKey size={18} aria-hidden />} role="status">
      <Stack gap="xs">
        <Text size="sm">{words}</Text>
        <Group gap="xs" align="center">
          <Code className={classes.value}>{value}</Code>
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button
                size="compact-md"
                variant="default"
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {t(copied ? 'oneTime.copied' : 'oneTime.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}
