using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Snapshots.Features;

/// <summary>Snapshots as the learning library's tables.</summary>
internal static class FeatureTable
{
    /// <summary>
    /// Labelled rows to learn from: the catalogue's features first, then those an imported table brought along; columns
    /// without a value are left out.
    /// </summary>
    public static Table ToLearn(IReadOnlyList<LabelledSnapshot> rows)
    {
        var values = rows.Select(row => ValuesOf(row.Snapshot)).ToList();
        var columns = new FeatureColumns();
        values.ForEach(columns.See);
        return Fill(columns.All, values, rows);
    }

    /// <summary>Labelled rows in the columns that a model knows; a feature that a snapshot lacks is missing.</summary>
    public static Table ToTest(Schema schema, IReadOnlyList<LabelledSnapshot> rows) =>
        Fill(ColumnsOf(schema), [.. rows.Select(row => ValuesOf(row.Snapshot))], rows);

    /// <summary>Rows to score.</summary>
    public static Table ToScore(Schema schema, IReadOnlyList<Snapshot> rows) =>
        Fill(ColumnsOf(schema), [.. rows.Select(ValuesOf)], labelled: null);

    /// <summary>Rows in columns that were found before.</summary>
    public static Table Of(IReadOnlyList<(string Name, bool IsNumeric)> columns, IReadOnlyList<Snapshot> rows) =>
        Fill(columns, [.. rows.Select(ValuesOf)], labelled: null);

    /// <summary>SHA-256 over accounts, days, features and labels: the same figure means the same rows.</summary>
    public static string Fingerprint(IReadOnlyList<LabelledSnapshot> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{row.Snapshot.AccountId:N} {row.Snapshot.AsOf:O} {row.Label} {row.Snapshot.Features}\n"
                )
            );
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The features of a snapshot by name.</summary>
    public static Dictionary<string, JsonElement> ValuesOf(Snapshot snapshot) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(snapshot.Features)!;

    private static List<(string Name, bool IsNumeric)> ColumnsOf(Schema schema) =>
        [.. schema.Features.Select(feature => (feature.Name, feature.Kind == ColumnKind.Numeric))];

    private static Table Fill(
        IReadOnlyList<(string Name, bool IsNumeric)> columns,
        List<Dictionary<string, JsonElement>> values,
        IReadOnlyList<LabelledSnapshot>? labelled
    )
    {
        var builder = new TableBuilder();
        foreach (var (name, isNumeric) in columns)
        {
            _ = isNumeric ? builder.Numeric(name) : builder.Category(name);
        }

        var cells = new Cell[columns.Count];
        for (var row = 0; row < values.Count; row++)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = values[row].TryGetValue(columns[i].Name, out var value)
                    ? CellOf(value, columns[i].IsNumeric)
                    : Cell.Missing;
            }

            var known = labelled?[row];
            builder.Add(cells, known?.Label, known?.Snapshot.AccountId.ToString("N"), known?.Snapshot.AsOf);
        }

        return builder.Build();
    }

    // A text where the model knows numbers is as good as missing: a score is better than none.
    private static Cell CellOf(JsonElement value, bool isNumeric) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => isNumeric ? value.GetDouble() : value.GetRawText(),
            JsonValueKind.True or JsonValueKind.False => isNumeric ? value.GetBoolean() : value.GetRawText(),
            JsonValueKind.String when !isNumeric => value.GetString(),
            _ => Cell.Missing,
        };
}
