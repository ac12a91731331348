import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '@/app/i18n';
import { type Column, DataTable } from '@/kit/DataTable';
import { Figure } from '@/kit/Figure';
import { FilterBar } from '@/kit/FilterBar';
import { IntervalBar } from '@/kit/IntervalBar';
import { Probability } from '@/kit/Probability';
import { Verdict } from '@/kit/Verdict';
import { show } from './render';

interface Row {
  id: string;
  name: string;
  mrr: number;
}

const rows: Row[] = ['a', 'b', 'c'].map((id, at) => ({ id, name: `Customer ${id}`, mrr: at }));
const columns: Column<Row>[] = [
  { id: 'name', heading: 'Name', sort: 'name', cell: (row) => row.name },
  { id: 'mrr', heading: 'MRR', sort: 'mrr', figure: true, cell: (row) => row.mrr },
];

beforeEach(() => speak('en'));

describe('a table', () => {
  it('is walked with j and k and opened with Enter', async () => {
    const open = vi.fn();
    await show(<DataTable caption="Customers" rows={rows} columns={columns} idOf={(row) => row.id} onOpen={open} />);

    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '0'));
    await userEvent.keyboard('jj');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '2'));
    await userEvent.keyboard('k');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '1'));
    await userEvent.keyboard('{Enter}');

    expect(open).toHaveBeenCalledExactlyOnceWith(rows[1]);
  });

  it('does with the row in focus what a key stands for, and nothing while somebody writes', async () => {
    const take = vi.fn();
    await show(
      <>
        <input aria-label="note" />
        <DataTable caption="Customers" rows={rows} columns={columns} idOf={(row) => row.id} acts={{ t: take }} />
      </>,
    );

    await userEvent.keyboard('jjt');
    await userEvent.click(screen.getByLabelText('note'));
    await userEvent.keyboard('t');

    expect(take).toHaveBeenCalledExactlyOnceWith(rows[1]);
  });

  it('asks for figures falling first, then rising, and says how it is sorted', async () => {
    const sort = vi.fn();
    await show(
      <DataTable caption="Customers" rows={rows} columns={columns} idOf={(row) => row.id} sort="-mrr" onSort={sort} />,
    );

    expect(screen.getByRole('columnheader', { name: 'MRR' })).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: 'MRR' }));
    expect(sort).toHaveBeenLastCalledWith('mrr');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(sort).toHaveBeenLastCalledWith('name');
  });

  it('chooses rows with x and all of them at its head', async () => {
    const choose = vi.fn();
    await show(
      <DataTable
        caption="Customers"
        rows={rows}
        columns={columns}
        idOf={(row) => row.id}
        chosen={new Set(['a'])}
        onChoose={choose}
      />,
    );

    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '0'));
    await userEvent.keyboard('x');
    expect(choose).toHaveBeenLastCalledWith(new Set());
    await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all' }));
    expect(choose).toHaveBeenLastCalledWith(new Set(['a', 'b', 'c']));
  });
});

describe('a figure', () => {
  const figure = (
    <Figure label="NRR" value="102.0 %" definition="What remains." scope="all teams" formula="nrr-2" rows="/accounts" />
  );

  it('opens to what it is with Enter, and to its rows with Enter once more', async () => {
    await show(figure);
    const value = screen.getByRole('button', { name: /NRR: 102\.0 %/ });

    value.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('What remains.')).toBeVisible();
    expect(screen.getByText('all teams')).toBeVisible();
    expect(screen.getByText('nrr-2')).toBeVisible();
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(screen.getByTestId('address')).toHaveTextContent('/accounts'));
  });

  it('says that there is none, and why, instead of 0', async () => {
    await show(<Figure label="NRR" value={null} definition="What remains." note="Nobody paid then." />);

    await userEvent.click(screen.getByRole('button', { name: /NRR: n\/a/ }));

    expect(await screen.findByText('Nobody paid then.')).toBeVisible();
  });
});

describe('filters', () => {
  it('stand in the address and are dropped from it', async () => {
    await show(
      <FilterBar fields={[{ field: 'probability', label: 'Probability', kind: 'share' }]} />,
      '/?probability.gte=0.2&sort=-mrr',
    );

    await userEvent.click(screen.getByRole('button', { name: /Remove “Probability at least 20 %”/ }));

    await waitFor(() => expect(screen.getByTestId('address')).toHaveTextContent(/^\/\?sort=-mrr$/));
  });
});

describe('claims', () => {
  it('are one of three words, which say what they are of', async () => {
    await show(
      <>
        <Verdict verdict="raises" of="the share that stays" />
        <Verdict verdict="lowers" of="the share that stays" />
        <Verdict verdict="cannotTell" of="the share that stays" />
      </>,
    );

    expect(screen.getByText('raises the share that stays')).toBeInTheDocument();
    expect(screen.getByText('lowers the share that stays')).toBeInTheDocument();
    expect(screen.getByText('cannot tell')).toBeInTheDocument();
  });

  it('carry their interval in words for whoever does not see it, and mark on which side of zero it lies', async () => {
    await show(
      <IntervalBar value={0.05} low={-0.02} high={0.12} from={-0.3} to={0.3} words="+5.0 points (−2.0 – +12.0)" />,
    );

    expect(screen.getByRole('img', { name: '+5.0 points (−2.0 – +12.0)' })).toHaveAttribute('data-side', 'across');
  });

  it('of a probability carry a word; without one they say that there is none', async () => {
    await show(
      <>
        <Probability value={0.41} band="high" horizonDays={180} />
        <Probability value={null} band={null} />
      </>,
    );

    expect(screen.getByText('41 %').parentElement).toHaveTextContent('41 %highwithin 6 months');
    expect(within(document.body).getByText('not scored')).toBeInTheDocument();
  });
});
