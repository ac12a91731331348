using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Loading;

/// <summary>Reads a small table as imports read their files.</summary>
internal sealed class UploadedTables(Clock clock) : IUploadedTables
{
    private const int MostFaults = 100;

    public Result<IReadOnlyList<ImportRow>> Read(byte[] bytes, IReadOnlyList<ImportColumn> columns, int mostRows)
    {
        var inspected = FileInspector.Inspect(bytes, Mappings.Known(columns));
        if (inspected.Error is { } unreadable)
        {
            return unreadable;
        }

        var layout = inspected.Value;
        var mapping = Mappings.Propose(columns, layout.Headings, remembered: null);
        if (Mappings.Missing(columns, mapping, layout) is { Count: > 0 } missing)
        {
            return ImportErrors.ColumnsMissing(missing, layout);
        }

        if (FileInspector.Count(layout, bytes).Error is { } broken)
        {
            return broken;
        }

        var files = layout.Rows(bytes).Take(mostRows + 1).ToList();
        if (files.Count > mostRows)
        {
            return FileErrors.TooManyRows(mostRows);
        }

        var (rows, faults) = (new List<ImportRow>(files.Count), new List<FieldFault>());
        var places = columns
            .Where(column => mapping[column.Name] is not null)
            .Select(column => (column, Place: layout.Headings.ToList().IndexOf(mapping[column.Name]!)))
            .ToList();
        foreach (var file in files)
        {
            if (layout.WhyMisshapen(file) is var (en, ja))
            {
                faults.Add(new FieldFault($"/{file.Line}", $"Line {file.Line}: {en}", $"{file.Line}行目: {ja}"));
                continue;
            }

            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (column, place) in places)
            {
                var cell = place < file.Cells.Count ? file.Cells[place] : "";
                var (value, fault) = CellReader.Read(column, cell, clock, layout.IsWorkbook);
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
