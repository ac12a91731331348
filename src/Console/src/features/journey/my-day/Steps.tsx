import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';
import { AccountLink } from '@/kit/Accounts';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';

/** The next steps that stand for the reader's own customers; each is answered on its customer's page. */
export function Steps() {
  const { t } = useTranslation();
  const session = useSession();
  const steps = useGet('/v1/next-steps', {
    params: {
      query: {
        limit: 20,
        sort: ['-givenOn'],
        'filter[state][eq]': 'given',
        'filter[personId][eq]': session.personId ?? undefined,
      },
    },
  } as never);
  return (
    <Section title={t('nextStep.mine')} help={t('nextStep.mineHelp')}>
      <Answer of={steps} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('nextStep.mineNone')} />
          ) : (
            items.map((one) => (
              <div key={one.id}>
                <Text fw={600}>{one.title}</Text>
                <div>
                  <AccountLink id={one.accountId} name={one.accountName} />
                </div>
                <Text size="sm" c="dimmed">
                  {one.reason}
                </Text>
              </div>
            ))
          )
        }
      </Answer>
    </Section>
  );
}
