import { Button, CloseButton, Menu, NumberInput, Popover, Select, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Address, filtersOf, useAddress } from '@/app/address';
import { day } from '@/app/format';
import classes from './FilterBar.module.css';

/** A field of the API that rows can be filtered by. */
export interface FilterField {
  /** The field as the API names it. */
  field: string;
  label: string;
  kind: 'text' | 'choice' | 'number' | 'share' | 'day';
  /** The values of a choice, with their words. */
  choices?: readonly { value: string; label: string }[];
}

const operators = {
  text: ['contains', 'eq', 'ne'],
  choice: ['eq', 'ne'],
  number: ['gte', 'lte', 'eq'],
  share: ['gte', 'lte'],
  day: ['gte', 'lte', 'eq'],
} as const;

interface Draft {
  field: FilterField;
  operator: string;
  value: string;
}

/** Filters as chips that stand in the address; a new one is a field, an operator and a value. */
export function FilterBar({ fields }: { fields: readonly FilterField[] }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const [draft, setDraft] = useState<Draft | null>(null);
  const begin = (field: FilterField) => setDraft({ field, operator: operators[field.kind][0], value: '' });
  const apply = () => {
    if (draft?.value) {
      change({ [`${draft.field.field}.${draft.operator}`]: draft.value });
    }
    setDraft(null);
  };

  return (
    <div className={classes.bar}>
      <Chips address={address} fields={fields} drop={(name) => change({ [name]: undefined })} />
      <Popover
        opened={draft !== null}
        onChange={(opened) => !opened && setDraft(null)}
        position="bottom-start"
        trapFocus
        withRoles={false}
        withinPortal
        shadow="md"
      >
        <Popover.Target>
          <span>
            <Menu position="bottom-start">
              <Menu.Target>
                <Button
                  size="compact-md"
                  variant="default"
                  leftSection={<IconFilterPlus size={16} aria-hidden />}
                  className="no-print"
                >
                  {t('filter.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {fields.map((field) => (
                  <Menu.Item key={field.field} onClick={() => begin(field)}>
                    {field.label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </span>
        </Popover.Target>
        <Popover.Dropdown>
          {draft ? (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                apply();
              }}
            >
              <Stack gap="xs" w={240}>
                <strong>{draft.field.label}</strong>
                <Select
                  aria-label={t('filter.operator')}
                  data={operators[draft.field.kind].map((operator) => ({
                    value: operator,
                    label: t(`filter.operators.${operator}`),
                  }))}
                  value={draft.operator}
                  allowDeselect={false}
                  comboboxProps={{ withinPortal: false }}
                  onChange={(operator) => operator && setDraft({ ...draft, operator })}
                />
                <Value draft={draft} set={(value) => setDraft({ ...draft, value })} />
                <Button type="submit" disabled={!draft.value}>
                  {t('form.apply')}
                </Button>
              </Stack>
            </form>
          ) : null}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Value({ draft, set }: { draft: Draft; set: (value: string) => void }) {
  const { t } = useTranslation();
  const label = t('filter.value');
  switch (draft.field.kind) {
    case 'choice':
      return (
        <Select
          aria-label={label}
          data={[...(draft.field.choices ?? [])]}
          value={draft.value || null}
          searchable
          data-autofocus
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => set(value ?? '')}
        />
      );
    case 'number':
      return (
        <NumberInput aria-label={label} data-autofocus thousandSeparator onChange={(value) => set(String(value))} />
      );
    case 'share':
      return (
        <NumberInput
          aria-label={label}
          data-autofocus
          suffix=" %"
          min={0}
          max={100}
          onChange={(value) => set(value === '' ? '' : String(Number(value) / 100))}
        />
      );
    case 'day':
      return (
        <DateInput
          aria-label={label}
          data-autofocus
          valueFormat="YYYY-MM-DD"
          popoverProps={{ withinPortal: false }}
          onChange={(value) => set(value ?? '')}
        />
      );
    default:
      return (
        <TextInput
          aria-label={label}
          data-autofocus
          value={draft.value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
  }
}

function Chips({
  address,
  fields,
  drop,
}: {
  address: Address;
  fields: readonly FilterField[];
  drop: (name: string) => void;
}) {
  const { t } = useTranslation();
  return filtersOf(address).map(({ field, operator, value }) => {
    const known = fields.find((one) => one.field === field);
    const shown =
      known?.kind === 'choice'
        ? (known.choices?.find((choice) => choice.value === value)?.label ?? value)
        : known?.kind === 'share'
          ? `${Math.round(Number(value) * 1000) / 10} %`
          : known?.kind === 'day'
            ? day(value)
            : value;
    const words = `${known?.label ?? field} ${t(`filter.operators.${operator as 'eq'}`)} ${shown}`;
    return (
      <span className={classes.chip} key={`${field}.${operator}`}>
        {words}
        <CloseButton
          size="xs"
          className="no-print"
          aria-label={t('filter.drop', { words })}
          onClick={() => drop(`${field}.${operator}`)}
        />
      </span>
    );
  });
}
