import { CloseButton, Input, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useAsOf } from '@/app/asOf';
import { useSession } from '@/app/session';
import { PeriodPicker } from '@/kit/Period';
import { usePacks } from './ask';
import classes from './Retention.module.css';

/** What is asked: months, definitions, whose customers, and whether later facts count. */
export function Controls({ currencies }: { currencies: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const { asOf } = useAsOf();
  const packs = usePacks();
  const wide = ['team', 'all', 'aggregate'].includes(session.reach('GetRetentionMeasures'));
  const people = useGet(
    '/v1/people',
    { params: { query: { limit: 200, sort: ['name'] } } },
    { when: wide && session.may('ListPeople') },
  );
  const owners = (people.data?.items ?? [])
    .filter((person) => person.roles.includes('csm'))
    .map((person) => ({ value: person.id, label: person.name }));

  return (
    <div className={classes.controls}>
      <PeriodPicker offered={['last12', 'last3', 'fiscalYear', 'fiscalYearBefore']} on={asOf?.day} />
      <Select
        label={t('retention.pack')}
        w={232}
        allowDeselect={false}
        data={packs.map((pack) => ({ value: pack.code, label: i18n.language === 'ja' ? pack.ja : pack.en }))}
        value={address.pack ?? 'standard'}
        onChange={(pack) => change({ pack: pack === 'standard' ? undefined : (pack ?? undefined) })}
      />
      {owners.length > 1 ? (
        <Select
          label={t('retention.owner')}
          w={160}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          placeholder={t('retention.all')}
          data={owners}
          value={address.owner ?? null}
          onChange={(owner) => change({ owner: owner ?? undefined })}
        />
      ) : null}
      <Select
        label={t('retention.tier')}
        w={112}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        placeholder={t('retention.all')}
        data={['1', '2', '3', '4']}
        value={address.tier ?? null}
        onChange={(tier) => change({ tier: tier ?? undefined })}
      />
      {currencies.length > 1 ? (
        <Select
          label={t('retention.currency')}
          w={104}
          allowDeselect={false}
          data={[...currencies]}
          value={address.currency ?? currencies[0]}
          onChange={(currency) => change({ currency: currency ?? undefined })}
        />
      ) : null}
      {asOf ? null : (
        <div className={classes.choice}>
          <Input.Label labelElement="div" id="retention-basis">
            {t('retention.basis')}
          </Input.Label>
          <SegmentedControl
            aria-labelledby="retention-basis"
            data={(['restated', 'asClosed'] as const).map((value) => ({ value, label: t(`retention.${value}`) }))}
            value={address.basis === 'asClosed' ? 'asClosed' : 'restated'}
            onChange={(basis) => change({ basis: basis === 'asClosed' ? basis : undefined })}
          />
        </div>
      )}
      {address.segment ? (
        <span className={classes.chip}>
          {t('retention.segment', { segment: address.segment.split(':').slice(1).join(':') })}
          <CloseButton
            size="xs"
            aria-label={t('filter.drop', { words: address.segment })}
            onClick={() => change({ segment: undefined })}
          />
        </span>
      ) : null}
    </div>
  );
}
