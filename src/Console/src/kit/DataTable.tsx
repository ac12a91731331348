import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  columnVisibilityFeature,
  FlexRender,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import { isTyping } from './keys';

/** A column: how it is headed, what stands in a cell, and by which field of the API it is sorted. */
export interface Column<Row> {
  id: string;
  heading: string;
  cell: (row: Row) => ReactNode;
  /** Whether it holds figures: to the right, in tabular digits. */
  figure?: boolean;
  /** The field of the API's sort; without it the column cannot be sorted. */
  sort?: string;
  /** The least width in pixels. */
  width?: number;
}

interface DataTableProps<Row> {
  /** What the table is, for those who do not see it, and on paper. */
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  /** The order as the API writes it: fields separated by commas, '-' before one for falling order. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** What Enter and a click on a row do. */
  onOpen?: (row: Row) => void;
  /** What further keys do with the row in focus. */
  acts?: Readonly<Record<string, (row: Row) => void>>;
  /** Ids of hidden columns. */
  hidden?: readonly string[];
  /** Ids of chosen rows; a column of boxes stands first where they can be chosen. */
  chosen?: ReadonlySet<string>;
  onChoose?: (ids: ReadonlySet<string>) => void;
  /** Scrolls within the window's height and draws only the rows in sight. */
  tall?: boolean;
  /** Called when the end comes near and there is more. */
  onEnd?: () => void;
  /** Below the last row: totals, in the order of the columns' ids. */
  totals?: Partial<Record<string, ReactNode>>;
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
const estimatedRow = 52;

/**
 * A table of rows of the API. Rows are focused with j and k or the arrows, opened with Enter, chosen with x. On a
 * narrow window each row becomes a card whose first line is the first column. Draws at most what is in sight when
 * `tall`.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, rows, columns, idOf, sort, onSort, onOpen, acts } = props;
  const { hidden, chosen, onChoose, tall, onEnd, totals } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.heading,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  const table = useTable({
    features,
    data: rows as Row[],
    columns: definitions,
    getRowId: idOf,
    state: {
      columnVisibility: Object.fromEntries((hidden ?? []).map((id) => [id, false])),
      rowSelection: Object.fromEntries([...(chosen ?? [])].map((id) => [id, true])),
    },
  });
  const drawn = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: drawn.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRow,
    overscan: 12,
    enabled: tall ?? false,
  });
  const inSight = tall ? virtual.getVirtualItems() : drawn.map((row) => ({ index: row.index, start: 0, end: 0 }));
  const before = tall ? (inSight[0]?.start ?? 0) : 0;
  const after = tall ? virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  const last = inSight.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onEnd && drawn.length > 0 && last >= drawn.length - 20) {
      onEnd();
    }
  }, [last, drawn.length, onEnd]);

  // Moves start where the last one aimed, so that none is lost while a row that was out of sight is still to be drawn.
  const aim = useRef(0);
  const focus = (index: number) => {
    const to = Math.min(Math.max(index, 0), drawn.length - 1);
    const rowAt = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"]`);
    aim.current = to;
    setAt(to);
    const inPlace = rowAt();
    if (inPlace) {
      inPlace.focus();
    } else {
      virtual.scrollToIndex(to);
      requestAnimationFrame(() => rowAt()?.focus());
    }
  };
  const choose = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    onChoose?.(next);
  };

  // j takes a reader into the first table of the page from wherever they are, as long as they are not typing.
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      const own = scroller.current;
      const inTable = event.target instanceof Element && event.target.closest('[data-table]');
      if (!own || inTable || isTyping(event) || event.key !== 'j' || document.querySelector('[data-table]') !== own) {
        return;
      }
      event.preventDefault();
      own.querySelector<HTMLElement>('tr[data-index]')?.focus();
    };
    window.addEventListener('keydown', enter);
    return () => window.removeEventListener('keydown', enter);
  }, []);

  const press = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    if (event.target !== event.currentTarget) {
      return;
    }
    const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      focus(aim.current + move);
    } else if (event.key === 'Enter' && onOpen) {
      onOpen(row);
    } else if (event.key === 'x' && onChoose) {
      choose(idOf(row));
    } else if (!isTyping(event.nativeEvent)) {
      acts?.[event.key]?.(row);
    }
  };

  const byId = new Map(columns.map((column) => [column.id, column]));
  const allChosen = drawn.length > 0 && drawn.every((row) => chosen?.has(row.id));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table that scrolls is neither a landmark nor a set of fields
    <div
      role="group"
      className={classes.scroller}
      data-table
      data-tall={tall || undefined}
      ref={scroller}
      aria-label={caption}
      // A region that scrolls must be reachable by keyboard where nothing in it is.
      tabIndex={onOpen ? undefined : 0}
    >
      <table className={classes.table} aria-rowcount={drawn.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {onChoose ? (
                <th className={classes.box} scope="col">
                  <Checkbox
                    size="xs"
                    aria-label={t('table.chooseAll')}
                    checked={allChosen}
                    indeterminate={!allChosen && (chosen?.size ?? 0) > 0}
                    onChange={() => onChoose(allChosen ? new Set() : new Set(drawn.map((row) => row.id)))}
                  />
                </th>
              ) : null}
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                return column ? <Heading key={header.id} column={column} sort={sort} onSort={onSort} /> : null;
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
          {inSight.map(({ index }) => {
            const row = drawn[index];
            return row ? (
              <tr
                key={row.id}
                data-index={index}
                ref={tall ? virtual.measureElement : undefined}
                aria-rowindex={index + 2}
                aria-selected={onChoose ? (chosen?.has(row.id) ?? false) : undefined}
                data-opens={onOpen ? true : undefined}
                tabIndex={onOpen || onChoose || acts ? (index === at ? 0 : -1) : undefined}
                onFocus={() => {
                  aim.current = index;
                  setAt(index);
                }}
                onKeyDown={(event) => press(event, row.original)}
                onClick={(event) => {
                  if (onOpen && !(event.target as Element).closest('a, button, input, label, [role="dialog"]')) {
                    onOpen(row.original);
                  }
                }}
              >
                {onChoose ? (
                  <td className={classes.box}>
                    <Checkbox
                      size="xs"
                      aria-label={t('table.choose')}
                      checked={chosen?.has(row.id) ?? false}
                      onChange={() => choose(row.id)}
                    />
                  </td>
                ) : null}
                {row.getVisibleCells().map((cell, place) => {
                  const column = byId.get(cell.column.id);
                  const Cell = place === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={cell.id}
                      scope={place === 0 ? 'row' : undefined}
                      data-heading={column?.heading}
                      data-figure-cell={column?.figure || undefined}
                    >
                      <FlexRender cell={cell} />
                    </Cell>
                  );
                })}
              </tr>
            ) : null;
          })}
          {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
        </tbody>
        {totals ? (
          <tfoot>
            <tr>
              {onChoose ? <td /> : null}
              {columns
                .filter((column) => !hidden?.includes(column.id))
                .map((column, place) =>
                  place === 0 ? (
                    <th key={column.id} scope="row">
                      {totals[column.id] ?? t('table.total')}
                    </th>
                  ) : (
                    <td key={column.id} data-heading={column.heading} data-figure-cell={column.figure || undefined}>
                      {totals[column.id]}
                    </td>
                  ),
                )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

function Heading<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort?: string;
  onSort?: (sort: string) => void;
}) {
  const first = sort?.split(',')[0];
  const falling = first === `-${column.sort}`;
  const rising = first === column.sort;
  const Arrow = rising ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      data-figure-cell={column.figure || undefined}
      style={column.width ? { minWidth: column.width } : undefined}
      aria-sort={rising ? 'ascending' : falling ? 'descending' : undefined}
    >
      {column.sort && onSort ? (
        <UnstyledButton
          className={classes.sort}
          data-sorted={rising || falling || undefined}
          onClick={() =>
            onSort(
              falling ? (column.sort ?? '') : rising ? `-${column.sort}` : `${column.figure ? '-' : ''}${column.sort}`,
            )
          }
        >
          {column.heading}
          <Arrow size={14} aria-hidden className={classes.arrow} />
        </UnstyledButton>
      ) : (
        column.heading
      )}
    </th>
  );
}
