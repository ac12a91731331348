import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day } from '@/app/format';
import { Section } from '@/kit/Page';
import classes from './SharedPlan.module.css';
import { Unfit } from './Unfit';

const scores = [1, 2, 3, 4, 5] as const;

/** How sure the customer is that the goal is reached; said once, and thanked for with the day on which we ask again. */
export function Confidence({ link }: { link: string }) {
  const { t } = useTranslation();
  const [score, setScore] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const say = useSend(() =>
    told(
      api.POST('/v1/shared-plan/confidence', {
        body: { link, score: Number(score), words: words.trim() || null },
      }),
    ),
  );
  return (
    <div className="no-print">
      <Section title={t('sharedPlan.confidence')} help={t('sharedPlan.confidenceHelp')}>
        {say.data ? (
          <Text role="status">{t('sharedPlan.thanks', { day: day(say.data.nextOn) })}</Text>
        ) : (
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault();
              say.mutate(undefined);
            }}
          >
            <Stack gap="sm">
              {say.error ? <Unfit refusal={say.error} /> : null}
              <Radio.Group label={t('sharedPlan.howSure')} value={score} onChange={setScore}>
                <Stack gap="xs" mt="xs">
                  {scores.map((one) => (
                    <Radio
                      key={one}
                      value={String(one)}
                      label={t('together.confidence.scored', { score: one, words: t(`confidence.${one}`) })}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Textarea
                label={t('sharedPlan.why')}
                autosize
                minRows={2}
                maxLength={1000}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
              <Group>
                <Button type="submit" disabled={score === null} loading={say.isPending}>
                  {t('sharedPlan.say')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Section>
    </div>
  );
}
