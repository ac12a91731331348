using System.Globalization;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Progress;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace CsMonolith.Learning.Tables;

/// <summary>Reads Parquet files by the rules of <see cref="CsvTable"/>.</summary>
/// <remarks>
/// Every value is read as the text that a CSV of it would hold, so that both kinds of file mean the same; a number that
/// is none (NaN) is missing. A time of day beside a day is cut off: tables know days; alone it is a number, in the unit
/// of the file. Lists, structures, maps, bytes and intervals are refused, never guessed. One column of one row group is
/// held at a time beside the table.
/// </remarks>
public static class ParquetTable
{
    private const int LongestValue = 64;

    /// <summary>Reads a file. O(bytes).</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The roles of its columns; the encoding is ignored.</param>
    /// <param name="cancellation">Stops between two columns of a row group.</param>
    /// <param name="progress">Stage <c>read</c>.</param>
    /// <exception cref="ParquetException">A column is of a kind that a table cannot hold.</exception>
    /// <exception cref="TableException">
    /// Not a Parquet file, or a value is at fault; lines count rows after a header.
    /// </exception>
    /// <exception cref="UnknownColumnException">The layout names a column that the file has not.</exception>
    public static CsvRead Read(
        string path,
        CsvLayout layout,
        CancellationToken cancellation = default,
        IProgress<StageProgress>? progress = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layout);
        using var stream = File.OpenRead(path);
        return TableGathering.Read(keptAsText =>
            Gather(stream, layout, keptAsText, progress, cancellation).GetAwaiter().GetResult()
        );
    }

    private static async Task<TableGathering> Gather(
        Stream stream,
        CsvLayout layout,
        IReadOnlySet<string> keptAsText,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            stream.Position = 0;
            await using var file = await ParquetReader.CreateAsync(stream, null, true, cancellation);
            DataField[] fields = [.. file.Schema.Fields.Select(field => Plain(field))];
            var gathered = new TableGathering([.. fields.Select(field => field.Name)], layout, keptAsText);
            for (var place = 0; place < file.RowGroupCount; place++)
            {
                using var group = file.OpenRowGroupReader(place);
                for (var column = 0; column < fields.Length; column++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress?.Report(new("read", (place + ((double)column / fields.Length)) / file.RowGroupCount));
                    using var cells = await group.ReadRawColumnDataBaseAsync(fields[column], cancellation);
                    if (Take(gathered, column, fields[column].MaxDefinitionLevel > 0, cells) != group.RowCount)
                    {
                        throw new InvalidDataException($"Column '{fields[column].Name}' has too few or too many rows.");
                    }
                }

                gathered.Rows += checked((int)group.RowCount);
            }

            return gathered;
        }
        // A broken file makes the library throw whatever it stumbles over.
        catch (Exception fault)
            when (fault
                    is not (ParquetException or TableException or UnknownColumnException or OperationCanceledException)
            )
        {
            throw new TableException(
                "parquet.file",
                0,
                "",
                fault.Message,
                new(
                    "The file cannot be read as Parquet: write it again.",
                    "Parquet として読めません。書き出し直してください。"
                )
            );
        }
    }

    private static DataField Plain(Field field) =>
        field is DataField { IsArray: false } plain
        && (
            plain.ClrType == typeof(bool)
            || plain.ClrType == typeof(ReadOnlyMemory<char>)
            || plain.ClrType.IsAssignableTo(typeof(ISpanFormattable))
        )
            ? plain
            : throw new ParquetException(
                new(
                    $"The column '{field.Name}' holds lists, structures or bytes: leave it out or flatten it.",
                    $"列「{field.Name}」は配列・構造・バイト列です。除くか、平らな列にしてください。"
                )
            );

    /// <summary>Takes the cells of a column in one row group.</summary>
    /// <returns>How many there were.</returns>
    private static int Take(TableGathering gathered, int column, bool hasGaps, RawColumnData cells) =>
        cells switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts => Take(gathered, column, hasGaps, texts),
            RawColumnData<bool> flags => Take(gathered, column, hasGaps, flags),
            RawColumnData<DateTime> days => Take(gathered, column, hasGaps, days),
            RawColumnData<double> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<float> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<decimal> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<long> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<ulong> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<int> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<uint> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<short> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<ushort> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<sbyte> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<byte> numbers => Take(gathered, column, hasGaps, numbers),
            RawColumnData<Guid> ids => Take(gathered, column, hasGaps, ids),
            _ => throw new InvalidDataException($"Values of {cells.GetType()} are not read."),
        };

    private static int Take<T>(TableGathering gathered, int column, bool hasGaps, RawColumnData<T> cells)
        where T : struct
    {
        Span<char> room = stackalloc char[LongestValue];
        var values = cells.Values;
        // Of a column that may have gaps there is a level for each row and a value only where it is above 0.
        var levels = hasGaps ? cells.DefinitionLevels : [];
        var rows = hasGaps ? levels.Length : values.Length;
        for (var (row, next) = (0, 0); row < rows; row++)
        {
            var cell = !hasGaps || levels[row] > 0 ? Written(values[next++], room) : [];
            // Line 1 would be the header's.
            gathered.Take(column, cell, gathered.Rows + row + 2);
        }

        return rows;
    }

    private static ReadOnlySpan<char> Written<T>(T value, Span<char> room)
        where T : struct
    {
        var used = 0;
        return value switch
        {
            ReadOnlyMemory<char> text => text.Span,
            bool flag => flag ? "true" : "false",
            double.NaN or float.NaN => [],
            DateTime day when day.TryFormat(room, out used, "yyyy-MM-dd", CultureInfo.InvariantCulture) => room[..used],
            ISpanFormattable number when number.TryFormat(room, out used, default, CultureInfo.InvariantCulture) =>
                room[..used],
            _ => throw new InvalidDataException($"The value {value} is not read."),
        };
    }
}

/// <summary>A Parquet file holds what a table cannot.</summary>
/// <param name="reason">Why, and what to do.</param>
public sealed class ParquetException(LocalizedText reason) : NotSupportedException(reason?.En)
{
    /// <summary>Why, and what to do.</summary>
    public LocalizedText Reason => reason;
}
