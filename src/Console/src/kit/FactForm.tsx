import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { dayPlus, today } from '@/app/format';
import { Refused } from './States';

export type FactKind = Schema<'OnboardingFactKind'>;

/** What is asked anew after a fact of onboarding was recorded. */
export const factConcerns = ['/v1/accounts', '/v1/success-projects', '/v1/launches', '/v1/time-to-value'];

interface FactFormProps {
  account: string;
  kind: FactKind;
  code?: string;
  /** People of the customer, for what one of them can do. */
  people?: readonly { id: string; name: string }[];
  close: () => void;
}

/** Records a dated fact of a customer's onboarding with its evidence; what else it asks for follows from its kind. */
export function FactForm({ account, kind, code, people, close }: FactFormProps) {
  const { t } = useTranslation();
  const ahead = kind === 'contactPoint';
  const [on, setOn] = useState<string | null>(ahead ? dayPlus(today(), 14) : today());
  const [what, setWhat] = useState('');
  const [link, setLink] = useState('');
  const [department, setDepartment] = useState('');
  const [contact, setContact] = useState('');
  const [person, setPerson] = useState<string | null>(null);
  const parted = kind === 'atHome' || kind === 'firstValue';
  const record = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/onboarding-facts', {
          params: { path: { accountId: account } },
          body: {
            kind,
            on,
            what: what.trim(),
            code: code ?? null,
            department: department.trim() || null,
            stakeholderId: person,
            with: contact.trim() || null,
            link: link.trim() || null,
            correctsId: null,
            withdrawn: false,
          },
        } as never),
      ),
    factConcerns,
  );
  const complete = on && what.trim() && (!people || person) && (!ahead || contact.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('fact.recorded') });
            close();
          },
        });
      }}
    >
      <Stack gap="xs">
        {record.error ? <Refused refusal={record.error} /> : null}
        <Group gap="xs" align="flex-end">
          <DateInput
            label={t(ahead ? 'fact.onAhead' : 'fact.on')}
            value={on}
            valueFormat="YYYY-MM-DD"
            minDate={ahead ? dayPlus(today(), 1) : undefined}
            maxDate={ahead ? undefined : today()}
            onChange={setOn}
          />
          {parted ? (
            <TextInput
              label={t('fact.department')}
              placeholder={t('fact.wholeCompany')}
              maxLength={100}
              value={department}
              onChange={(event) => setDepartment(event.currentTarget.value)}
            />
          ) : null}
          {ahead ? (
            <TextInput
              label={t('fact.with')}
              required
              maxLength={100}
              value={contact}
              onChange={(event) => setContact(event.currentTarget.value)}
            />
          ) : null}
          {people ? (
            <Select
              label={t('fact.person')}
              required
              data={people.map((one) => ({ value: one.id, label: one.name }))}
              value={person}
              onChange={setPerson}
            />
          ) : null}
          <TextInput
            label={t('fact.link')}
            type="url"
            maxLength={1000}
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
          />
        </Group>
        <Textarea
          label={t(ahead ? 'fact.topic' : 'fact.what')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button size="xs" type="submit" disabled={!complete} loading={record.isPending}>
            {t('fact.record')}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
