using CsMonolith.Imports.Files;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Imports.Loading;

/// <summary>A row of a file with its values by column, or with what is wrong with it.</summary>
internal sealed record ReadRow(FileRow File, ImportRow? Row, IReadOnlyList<ImportFaultRow> Faults);

/// <summary>Reads the rows of one import as its kind's columns.</summary>
internal sealed class RowReader(Import import, ImportKind kind, Clock clock)
{
    private const int ValueCharactersKept = 200;
    private readonly FileLayout _layout = import.Layout;
    private readonly List<(ImportColumn Column, int Place)> _columns =
    [
        .. kind
            .Columns.Where(column => import.Mapping.GetValueOrDefault(column.Name) is not null)
            .Select(column => (column, import.Layout.Headings.ToList().IndexOf(import.Mapping[column.Name]!))),
    ];

    /// <summary>Reads one row; every cell at fault is named.</summary>
    public ReadRow Read(FileRow file)
    {
        if (_layout.WhyMisshapen(file) is var (en, ja))
        {
            return new ReadRow(
                file,
                null,
                [Fault(file.Line, null, string.Join(_layout.Delimiter, file.Cells), en, ja)]
            );
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var faults = new List<ImportFaultRow>();
        foreach (var (column, place) in _columns)
        {
            var cell = CellAt(file, place);
            var (value, fault) = CellReader.Read(column.Type, cell, clock, _layout.IsWorkbook);
            if (fault is not null)
            {
                faults.Add(
                    Fault(
                        file.Line,
                        column.Name,
                        cell,
                        $"{column.TitleEn} '{Short(cell, 60)}' {fault.En}",
                        $"{column.TitleJa}「{Short(cell, 60)}」: {fault.Ja}"
                    )
                );
            }
            else if (value is null && column.Required)
            {
                faults.Add(
                    Fault(
                        file.Line,
                        column.Name,
                        cell,
                        $"{column.TitleEn} is empty. Every row must have it.",
                        $"{column.TitleJa}が空です。必ず入力してください。"
                    )
                );
            }

            values[column.Name] = value;
        }

        return faults.Count == 0
            ? new ReadRow(file, new ImportRow(file.Line, values), faults)
            : new ReadRow(file, null, faults);
    }

    /// <summary>The fault or flag that a module found, with the cell that it is about.</summary>
    public ImportFaultRow Fault(FileRow file, RowOutcome outcome)
    {
        var cell = _columns.Find(pair => pair.Column.Name == outcome.Column) is { Column: not null } found
            ? CellAt(file, found.Place)
            : null;
        return Fault(
            file.Line,
            outcome.Column,
            cell,
            outcome.En ?? "",
            outcome.Ja ?? "",
            outcome.Fate == RowFate.Refused
        );
    }

    private static string CellAt(FileRow file, int place) => place < file.Cells.Count ? file.Cells[place] : "";

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";

    private ImportFaultRow Fault(int line, string? column, string? value, string en, string ja, bool refused = true) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.Now),
            ImportId = import.Id,
            Line = line,
            Refused = refused,
            Column = column,
            Value = value is null ? null : Storable(Short(value, ValueCharactersKept)),
            En = Storable(en),
            Ja = Storable(ja),
        };

    // PostgreSQL keeps no NUL in text.
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');
}
