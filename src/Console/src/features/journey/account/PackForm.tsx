import { Button, Checkbox, Group, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import type { ReviewPack } from '@/kit/reviews';
import { Refused } from '@/kit/States';
import { PackDownload } from './PackDownload';
import { quarterBefore } from './quarter';

const parts = ['goals', 'value', 'usage', 'onboarding', 'reviews', 'actions', 'contracts', 'nextSteps'] as const;
const languages = ['ja', 'en'] as const;

interface PackFormProps {
  account: string;
  preview: (pack: ReviewPack) => void;
}

/** Builds a pack from live data; what it took to prepare is recorded beside it, so that a saving can be shown. */
export function PackForm({ account, preview }: PackFormProps) {
  const { t, i18n } = useTranslation();
  const quarter = quarterBefore(today());
  const [from, setFrom] = useState(quarter.from);
  const [to, setTo] = useState(quarter.to);
  const [language, setLanguage] = useState<string>(i18n.language === 'ja' ? 'ja' : 'en');
  const [chosen, setChosen] = useState<string[]>([...parts]);
  const build = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/review-packs', {
          params: { path: { accountId: account } },
          body: { from, to, language, parts: chosen },
        } as never) as never,
      ) as Promise<ReviewPack>,
    ['/v1/review-packs'],
  );
  const pack = build.data;
  return pack ? (
    <Stack gap="sm">
      <Text>{t('packs.built', { count: Number(pack.slides) })}</Text>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => preview(pack)}>
          {t('packs.preview')}
        </Button>
        <PackDownload pack={pack} />
      </Group>
      <Minutes account={account} pack={pack} />
    </Stack>
  ) : (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        build.mutate(undefined);
      }}
    >
      <Stack gap="sm">
        {build.error ? <Refused refusal={build.error} /> : null}
        <Group gap="xs" align="flex-end" grow>
          <DateInput
            label={t('packs.from')}
            value={from}
            maxDate={today()}
            valueFormat="YYYY-MM-DD"
            onChange={(next) => next && setFrom(next)}
          />
          <DateInput
            label={t('packs.to')}
            value={to}
            maxDate={today()}
            valueFormat="YYYY-MM-DD"
            onChange={(next) => next && setTo(next)}
          />
        </Group>
        <SegmentedControl
          aria-label={t('packs.language')}
          data={languages.map((value) => ({ value, label: t(`packs.languages.${value}`) }))}
          value={language}
          onChange={setLanguage}
        />
        <Checkbox.Group label={t('packs.parts')} value={chosen} onChange={setChosen}>
          <Group gap="sm" mt="xs">
            {parts.map((part) => (
              <Checkbox key={part} value={part} label={t(`packs.part.${part}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Text size="sm">{t('packs.outward')}</Text>
        <Group gap="xs">
          <Button type="submit" disabled={chosen.length === 0} loading={build.isPending}>
            {t('packs.build')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Minutes({ account, pack }: { account: string; pack: ReviewPack }) {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState<number | string>('');
  const [reviewOn, setReviewOn] = useState(today());
  const record = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/review-preparations', {
          params: { path: { accountId: account } },
          body: {
            on: today(),
            reviewOn,
            minutes: Number(minutes),
            method: 'withPack',
            packId: pack.id,
            personId: null,
          },
        } as never),
      ),
    ['/v1/preparation-figures', '/v1/accounts', '/v1/activities'],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate(undefined, { onSuccess: () => notifications.show({ message: t('packs.minutesKept') }) });
      }}
    >
      {record.error ? <Refused refusal={record.error} /> : null}
      <Group gap="xs" align="flex-end">
        <NumberInput
          label={t('packs.minutes')}
          description={t('packs.minutesHelp')}
          min={1}
          max={1440}
          required
          value={minutes}
          onChange={setMinutes}
        />
        <DateInput
          label={t('packs.reviewOn')}
          value={reviewOn}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setReviewOn(next)}
        />
        <Button type="submit" disabled={minutes === '' || record.isSuccess} loading={record.isPending}>
          {t('packs.keepMinutes')}
        </Button>
      </Group>
    </form>
  );
}
