import { Button, Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '@/api/useGet';
import { usePeople } from '@/kit/People';
import { Refused } from '@/kit/States';
import { concerned } from './plan';

type Value = string | number | boolean | null;

/** A field of a form: what it is called, what is written in it, and what stands in it at first. */
export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'area' | 'day' | 'number' | 'person' | 'choice' | 'tick';
  first?: Value;
  optional?: boolean;
  /** The most characters of a text, the most of a number. */
  most?: number;
  least?: number;
  /** The last day that may be chosen. */
  until?: string;
  choices?: readonly { value: string; label: string }[];
}

export type Given = Record<string, Value>;

interface PlanFormProps {
  /** What the form is for, where it stands beside others. */
  name?: string;
  verb: string;
  fields: readonly Field[];
  send: (given: Given) => Promise<unknown>;
  /** What is told when it was taken. */
  done: string;
  close: () => void;
}

/** Adds, moves or signs a part of a plan where one looks at it; a refusal stands above the fields. */
export function PlanForm({ name, verb, fields, send, done, close }: PlanFormProps) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Given>(() =>
    Object.fromEntries(fields.map((field) => [field.name, field.first ?? (field.kind === 'tick' ? false : null)])),
  );
  const act = useSend(send, concerned);
  const lacks = fields.some((field) => {
    const value = given[field.name];
    return !field.optional && field.kind !== 'tick' && (value === null || String(value).trim() === '');
  });
  return (
    <form
      aria-label={name ?? verb}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(tidy(given), {
          onSuccess: () => {
            notifications.show({ message: done });
            close();
          },
        });
      }}
    >
      {act.error ? <Refused refusal={act.error} /> : null}
      <Group gap="xs" align="flex-end" mt="xs">
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={given[field.name] ?? null}
            change={(value) => setGiven((now) => ({ ...now, [field.name]: value }))}
          />
        ))}
        <Button size="sm" type="submit" disabled={lacks} loading={act.isPending}>
          {verb}
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

const tidy = (given: Given): Given =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value.trim() || null : value]),
  );

function FieldInput({ field, value, change }: { field: Field; value: Value; change: (value: Value) => void }) {
  const people = usePeople();
  const { label, most, least } = field;
  const required = !field.optional;
  switch (field.kind) {
    case 'day':
      return (
        <DateInput
          label={label}
          required={required}
          clearable={!required}
          value={value as string | null}
          maxDate={field.until}
          valueFormat="YYYY-MM-DD"
          onChange={change}
        />
      );
    case 'number':
      return (
        <NumberInput
          label={label}
          required={required}
          w={140}
          min={least ?? 0}
          max={most}
          value={(value as number | null) ?? ''}
          onChange={(next) => change(next === '' ? null : Number(next))}
        />
      );
    case 'person':
      return (
        <Select
          label={label}
          required={required}
          searchable
          data={people.filter((one) => !one.leftOn).map((one) => ({ value: one.id, label: one.name }))}
          value={value as string | null}
          onChange={change}
        />
      );
    case 'choice':
      return (
        <Select
          label={label}
          required={required}
          clearable={!required}
          allowDeselect={!required}
          data={field.choices ? [...field.choices] : []}
          value={value as string | null}
          onChange={change}
        />
      );
    case 'tick':
      return (
        <Checkbox label={label} checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />
      );
    case 'area':
      return (
        <Textarea
          label={label}
          required={required}
          autosize
          minRows={1}
          w={320}
          maxLength={most}
          value={(value as string | null) ?? ''}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          label={label}
          required={required}
          maxLength={most}
          value={(value as string | null) ?? ''}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
  }
}

/** A button that opens a form below it; nothing is shown to whom the act is not given. */
export function FormButton({
  verb,
  may,
  small,
  children,
}: {
  verb: string;
  may: boolean;
  small?: boolean;
  children: (close: () => void) => React.ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  return !may ? null : opened ? (
    children(() => setOpened(false))
  ) : (
    <Button w="fit-content" size={small ? 'compact-sm' : 'xs'} variant="default" onClick={() => setOpened(true)}>
      {verb}
    </Button>
  );
}
