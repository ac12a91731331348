using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Tables;

/// <summary>A feature that a model knows: its name, kind and levels.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Numbers or levels.</param>
/// <param name="Levels">Known levels in the order of their codes; empty for numbers.</param>
public sealed record Feature(string Name, ColumnKind Kind, IReadOnlyList<string> Levels);

/// <summary>How many rows have a missing cell or an unseen level in one feature.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Missing">Rows in which it is empty.</param>
/// <param name="Unseen">Rows with a level that training rows did not have, or had too seldom to be kept.</param>
public sealed record InputGap(string Feature, int Missing, int Unseen);

/// <summary>
/// The features of a model with the order and codes that the model uses. A table is aligned to the schema before it is
/// scored.
/// </summary>
public sealed class Schema
{
    /// <summary>Most levels that one feature keeps; rarer ones count as unseen.</summary>
    public const int MaxLevels = 250;

    /// <summary>Makes a schema of features in the given order.</summary>
    public Schema(IReadOnlyList<Feature> features) => Features = [.. features];

    /// <summary>The features in the model's order.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>
    /// The schema of training rows: rare levels count as unseen, so that the model learns what an unseen level means.
    /// </summary>
    /// <param name="table">Training rows.</param>
    /// <param name="minRows">Rows that a level needs to be kept, at least 1.</param>
    public static Schema Of(Table table, int minRows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(minRows, 1);
        return new Schema([
            .. table.Columns.Select(column => new Feature(column.Name, column.Kind, KeptLevels(column, minRows))),
        ]);
    }

    /// <summary>The table with exactly this schema's columns and codes. O(rows × features).</summary>
    /// <exception cref="SchemaException">A feature is absent, or holds text where the model knows numbers.</exception>
    public Table Align(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Aligned([.. Features.Select(feature => Align(feature, table))]);
    }

    /// <summary>Counts missing and unseen cells of an aligned table; features with neither are left out.</summary>
    public static IReadOnlyList<InputGap> Count(Table aligned)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        var counts = new List<InputGap>();
        foreach (var column in aligned.Columns)
        {
            var missing = Enumerable.Range(0, aligned.Rows).Count(column.IsMissing);
            var unseen = column.Codes.Count(Column.Unseen);
            if (missing + unseen > 0)
            {
                counts.Add(new InputGap(column.Name, missing, unseen));
            }
        }

        return counts;
    }

    private static Column Align(Feature feature, Table table)
    {
        var column =
            table.Find(feature.Name)
            ?? throw new SchemaException(
                feature.Name,
                new(
                    $"The column '{feature.Name}', which the model needs, is absent.",
                    $"モデルに必要な列「{feature.Name}」がありません。"
                )
            );
        if (feature.Kind == ColumnKind.Numeric)
        {
            return column.Kind == ColumnKind.Numeric ? column : NumbersOf(column);
        }

        var codeOf = feature
            .Levels.Select((level, code) => (level, code))
            .ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal);
        var codes = new int[table.Rows];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] =
                column.IsMissing(row) ? Column.Missing
                : column.Kind == ColumnKind.Category && column.Codes[row] < 0 ? Column.Unseen
                : codeOf.GetValueOrDefault(column.Text(row), Column.Unseen);
        }

        return Column.Category(feature.Name, codes, feature.Levels);
    }

    // A column that is all missing in one file is read as whatever its file suggests; only real text is refused.
    private static Column NumbersOf(Column column)
    {
        var word = Array.FindIndex(
            column.Codes.ToArray(),
            code => code >= 0 && !WrittenNumber.IsNumber(column.Levels[code])
        );
        var row = word >= 0 ? word : Array.FindIndex(column.Codes.ToArray(), code => code != Column.Missing);
        return row < 0
            ? Column.Numeric(column.Name, Enumerable.Repeat(float.NaN, column.Rows).ToArray())
            : throw new SchemaException(
                column.Name,
                new(
                    $"Row {row}, column '{column.Name}', value '{column.Text(row)}': the model learned numbers "
                        + $"here; mend the cell, or empty it if the value is missing.",
                    $"{row} 行目、列「{column.Name}」、値「{column.Text(row)}」:モデルはこの列を数値で学習しています。値を直すか、欠損なら空にしてください。"
                )
            );
    }

    private static string[] KeptLevels(Column column, int minRows)
    {
        var rows = new int[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0)
            {
                rows[code]++;
            }
        }

        return
        [
            .. Enumerable
                .Range(0, rows.Length)
                .Where(code => rows[code] >= minRows)
                .OrderByDescending(code => rows[code])
                .ThenBy(code => column.Levels[code], StringComparer.Ordinal)
                .Take(MaxLevels)
                .Select(code => column.Levels[code])
                .Order(StringComparer.Ordinal),
        ];
    }
}

/// <summary>A table lacks a column that a model needs, or has text where the model needs numbers.</summary>
/// <param name="column">The column.</param>
/// <param name="text">What is wrong.</param>
public sealed class SchemaException(string column, LocalizedText text) : Exception(text?.En)
{
    /// <summary>The column.</summary>
    public string Column => column;

    /// <summary>What is wrong.</summary>
    public LocalizedText Text => text;
}
