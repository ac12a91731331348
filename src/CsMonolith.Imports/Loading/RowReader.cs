using System.Collections.Frozen;
using System.Text;
using CsMonolith.Imports.Files;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Imports.Loading;

/// <summary>A row of a file with its values by column, or with what is wrong with it.</summary>
/// <param name="Flag">What is odd about it although it can be read.</param>
internal sealed record ReadRow(
    FileRow File,
    ImportRow? Row,
    IReadOnlyList<ImportFaultRow> Faults,
    ImportFaultRow? Flag = null
);

/// <summary>Reads the rows of one import as its kind's columns.</summary>
internal sealed class RowReader
{
    private const int ValueCharactersKept = 200;

    private static readonly FrozenSet<string> Totals = new[]
    {
        "合計",
        "総合計",
        "総計",
        "小計",
        "計",
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sum",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Import _import;
    private readonly Clock _clock;
    private readonly FileLayout _layout;
    private readonly int _identity;
    private readonly List<(ImportColumn Column, int Place, ColumnReading? Reading)> _columns = [];

    public RowReader(Import import, ImportKind kind, Clock clock)
    {
        (_import, _clock, _layout) = (import, clock, import.Layout);
        var (mapping, headings) = (import.Mapping, _layout.Headings.ToList());
        foreach (var column in kind.Columns)
        {
            var reading = _layout.ReadingOf(column.Name);
            if (reading?.Constant is not null || mapping.GetValueOrDefault(column.Name) is not null)
            {
                var place = reading?.Constant is null ? headings.IndexOf(mapping[column.Name]!) : -1;
                _columns.Add((column, place, reading));
            }
        }

        _identity = kind.Identity.Count > 0 ? _columns.Find(one => one.Column.Name == kind.Identity[0]).Place : 0;
    }

    /// <summary>Reads one row; every cell at fault is named.</summary>
    public ReadRow Read(FileRow file)
    {
        if ((_layout.WhyMisshapen(file) ?? WhyNoData(file)) is var (en, ja))
        {
            return new ReadRow(
                file,
                null,
                [Fault(file.Line, null, string.Join(_layout.Delimiter, file.Cells), en, ja)]
            );
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var faults = new List<ImportFaultRow>();
        foreach (var (column, place, reading) in _columns)
        {
            var cell = place < 0 ? reading!.Constant! : CellAt(file, place);
            var (value, fault) = CellReader.Read(column, cell, _clock, _layout.IsWorkbook, reading);
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
            ? new ReadRow(file, new ImportRow(file.Line, values), faults, WhyShort(file))
            : new ReadRow(file, null, faults);
    }

    /// <summary>The fault or flag that a module found, with the cell that it is about.</summary>
    public ImportFaultRow Fault(FileRow file, RowOutcome outcome)
    {
        var cell = _columns.Find(one => one.Column.Name == outcome.Column) is { Column: not null, Place: >= 0 } found
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

    // A total or the headings once more, as reports have them between and below their rows.
    private (string En, string Ja)? WhyNoData(FileRow file)
    {
        var about = CellAt(file, _identity).Normalize(NormalizationForm.FormKC).Trim();
        if (
            (about.Length == 0 || Totals.Contains(about))
            && file.Cells.Any(cell => Totals.Contains(cell.Normalize(NormalizationForm.FormKC).Trim()))
        )
        {
            return (
                "The row is a total of others and is not loaded. Leave it out of the file.",
                "合計行のため取り込みません。ファイルから除いてください。"
            );
        }

        return
            _layout.HasHeadings
            && file.Cells.Count >= 2
            && file.Cells.Count <= _layout.Headings.Count
            && file.Cells.Select(cell => cell.Trim()).SequenceEqual(_layout.Headings.Take(file.Cells.Count))
            ? (
                "The row repeats the headings and is not loaded. Leave it out of the file.",
                "見出しの繰り返しのため取り込みません。ファイルから除いてください。"
            )
            : null;
    }

    private ImportFaultRow? WhyShort(FileRow file)
    {
        var (there, wanted) = (file.Cells.Count, _layout.Headings.Count);
        return _layout.Delimiter is null || there >= wanted
            ? null
            : Fault(
                file.Line,
                null,
                string.Join(_layout.Delimiter, file.Cells),
                $"The row ends after {there} of {wanted} cells: the others are taken as empty.",
                $"セルが{wanted}個のうち{there}個で終わっています。残りは空として取り込みました。",
                refused: false
            );
    }

    private static string CellAt(FileRow file, int place) =>
        place >= 0 && place < file.Cells.Count ? file.Cells[place] : "";

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most] + "…";

    private ImportFaultRow Fault(int line, string? column, string? value, string en, string ja, bool refused = true) =>
        new()
        {
            Id = Guid.CreateVersion7(_clock.Now),
            ImportId = _import.Id,
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
