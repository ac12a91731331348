using CsMonolith.Kernel;
using CsMonolith.Platform.Imports.Files;

namespace CsMonolith.Platform.Imports;

/// <summary>Reads a small table that a person uploads to have it looked at, not loaded: CSV in any usual encoding, a workbook, or JSON.</summary>
public static class UploadedTable
{
    private const int MostFaults = 100;

    /// <summary>Reads every row, or says of each cell at fault where it stands and how to mend it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="columns">What is looked for; headings are recognised as in imports.</param>
    /// <param name="clock">The reporting time zone.</param>
    /// <param name="mostRows">The most rows that are taken.</param>
    /// <returns>The rows in order, or a refusal whose pointers are <c>/line/column</c>.</returns>
    public static Result<IReadOnlyList<ImportRow>> Read(
        byte[] bytes,
        IReadOnlyList<ImportColumn> columns,
        Clock clock,
        int mostRows
    )
    {
        var inspected = FileInspector.Inspect(bytes, Mappings.Known(columns));
        if (inspected.Error is { } unreadable)
        {
            return unreadable;
        }

        var layout = inspected.Value;
        var mapping = Mappings.Propose(columns, layout.Headings, remembered: null);
        if (Mappings.Missing(columns, mapping) is { Count: > 0 } missing)
        {
            return ImportErrors.ColumnsMissing(missing);
        }

        var files = layout.Rows(bytes).Take(mostRows + 1).ToList();
        if (files.Count > mostRows)
        {
            return ImportErrors.TooManyRows(mostRows);
        }

        var (rows, faults) = (new List<ImportRow>(files.Count), new List<FieldFault>());
        var places = columns
            .Where(column => mapping[column.Name] is not null)
            .Select(column => (column, Place: layout.Headings.ToList().IndexOf(mapping[column.Name]!)))
            .ToList();
        foreach (var file in files)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (column, place) in places)
            {
                var cell = place < file.Cells.Count ? file.Cells[place] : "";
                var (value, fault) = CellReader.Read(column.Type, cell, clock, layout.IsWorkbook);
                if (fault is not null || (value is null && column.Required))
                {
                    faults.Add(
                        new FieldFault(
                            $"/{file.Line}/{column.Name}",
                            fault is null
                                ? $"Line {file.Line}: {column.TitleEn} is empty. Every row must have it."
                                : $"Line {file.Line}: {column.TitleEn} '{cell}' {fault.En}",
                            fault is null
                                ? $"{file.Line}行目: {column.TitleJa}が空です。必ず入力してください。"
                                : $"{file.Line}行目: {column.TitleJa}「{cell}」: {fault.Ja}"
                        )
                    );
                }

                values[column.Name] = value;
            }

            rows.Add(new ImportRow(file.Line, values));
        }

        return faults.Count > 0 ? PlatformErrors.Invalid([.. faults.Take(MostFaults)]) : rows;
    }
}
