using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Loading;

/// <summary>Which heading of a file feeds which column of a kind.</summary>
internal static class Mappings
{
    /// <summary>The headings that a kind knows, by their keys.</summary>
    public static IReadOnlySet<string> Known(IReadOnlyList<ImportColumn> columns) =>
        columns.SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The mapping that the headings suggest; what the source was mapped like the last time goes first.
    /// </summary>
    public static Dictionary<string, string?> Propose(
        IReadOnlyList<ImportColumn> columns,
        IReadOnlyList<string> headings,
        IReadOnlyDictionary<string, string?>? remembered
    )
    {
        var free = headings.Except(Heading.OfErrorFiles, StringComparer.Ordinal).ToList();
        var mapping = columns.ToDictionary(column => column.Name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (remembered?.GetValueOrDefault(column.Name) is { } heading && free.Remove(heading))
            {
                mapping[column.Name] = heading;
            }
        }

        // A heading that bears a column's own name is that column's, whatever it means elsewhere.
        foreach (var namesOf in (Func<ImportColumn, IEnumerable<string>>[])[OwnName, NamesOf])
        {
            foreach (var column in columns.Where(column => mapping[column.Name] is null))
            {
                var names = namesOf(column).ToHashSet(StringComparer.Ordinal);
                if (free.Find(heading => names.Contains(Nearest.Key(heading))) is { } heading)
                {
                    mapping[column.Name] = heading;
                    free.Remove(heading);
                }
            }
        }

        return mapping;
    }

    /// <summary>What a caller's mapping gets wrong.</summary>
    public static IReadOnlyList<FieldFault> Check(
        ImportKind kind,
        IReadOnlyList<string> headings,
        IReadOnlyDictionary<string, string?> mapping
    )
    {
        var columns = kind.Columns.Select(column => column.Name).ToList();
        var twice = mapping
            .Values.OfType<string>()
            .GroupBy(heading => heading, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. mapping
                .Keys.Where(column => !columns.Contains(column))
                .Select(column => ImportErrors.NoSuchColumn(column, columns)),
            .. mapping
                .Where(pair => pair.Value is { } heading && !headings.Contains(heading))
                .Select(pair => ImportErrors.NoSuchHeading(pair.Key, pair.Value!, headings)),
            .. mapping
                .Where(pair => pair.Value is { } heading && twice.Contains(heading))
                .Select(pair => ImportErrors.HeadingTwice(pair.Key, pair.Value!)),
        ];
    }

    /// <summary>The columns that every row must have and that no heading feeds.</summary>
    public static IReadOnlyList<ImportColumn> Missing(
        IReadOnlyList<ImportColumn> columns,
        IReadOnlyDictionary<string, string?> mapping,
        FileLayout layout
    ) =>
        [
            .. columns.Where(column =>
                column.Required
                && mapping.GetValueOrDefault(column.Name) is null
                && layout.ReadingOf(column.Name)?.Constant is null
            ),
        ];

    private static IEnumerable<string> OwnName(ImportColumn column) => [Nearest.Key(column.Name)];

    private static IEnumerable<string> NamesOf(ImportColumn column) =>
        new[] { column.Name, column.TitleEn, column.TitleJa }.Concat(column.AlsoCalled).Select(Nearest.Key);
}
