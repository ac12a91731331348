import { Anchor, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { LanguageSwitch } from './LanguageSwitch';
import classes from './SignedOut.module.css';

/** The code behind the # of a one-time link, from a whole link or the code alone. */
const codeIn = (pasted: string) => pasted.trim().split('#').at(-1) ?? '';

/** The way in: the identity provider where there is one, a one-time link, or whom to ask. */
export function SignedOut() {
  const { t } = useTranslation();
  const ways = useGet('/v1/sign-in-ways');
  const [link, setLink] = useState('');
  const provider = ways.data?.provider;

  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder>
        <Stack gap="lg">
          <div className={classes.top}>
            <Text className={classes.brand}>CsMonolith</Text>
            <LanguageSwitch />
          </div>
          <Title order={1}>{t('signIn.title')}</Title>
          {provider ? (
            <Button component="a" href={provider.path} size="md" fullWidth>
              {t('signIn.with', { provider: provider.name })}
            </Button>
          ) : null}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (codeIn(link)) {
                window.location.assign(`/sign-in#${codeIn(link)}`);
              }
            }}
          >
            <Stack gap="xs">
              <TextInput
                label={t('signIn.link')}
                description={t('signIn.linkHelp')}
                value={link}
                onChange={(event) => setLink(event.currentTarget.value)}
                autoComplete="off"
                spellCheck={false}
              />
              <Button type="submit" variant={provider ? 'default' : 'filled'} disabled={!codeIn(link)}>
                {t('signIn.open')}
              </Button>
            </Stack>
          </form>
          <Text size="sm" c="dimmed">
            {t(provider ? 'signIn.askProvider' : 'signIn.ask')}
          </Text>
          <Anchor href="/scalar/" size="sm">
            {t('shell.api')}
          </Anchor>
        </Stack>
      </Paper>
    </main>
  );
}
