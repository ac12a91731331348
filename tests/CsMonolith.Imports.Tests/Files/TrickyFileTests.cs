using CsMonolith.DelimitedText.Files;
using CsMonolith.Imports.Files;
using CsMonolith.Imports.Loading;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Tests.Shop;

namespace CsMonolith.Imports.Tests.Files;

/// <summary><c>churn</c> reads the same files: TrickyFileTests of the learning library.</summary>
public sealed class TrickyFileTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public static TheoryData<string> Cases => [.. TrickyFile.All.Select(file => file.Case)];

    public void Dispose() => _shop.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_cells_are_read(string which)
    {
        var file = TrickyFile.All.Single(file => file.Case == which);

        var layout = FileInspector.Inspect(file.Bytes, new HashSet<string>(["accountid", "name"])).Value;

        layout.Headings.ShouldBe(["account_id", "name"]);
        layout
            .Rows(file.Bytes)
            .Where(row => row.Line != file.BrokenLine)
            .Select(row => new TrickyRow(row.Line, row.Cells[0], row.Cells[1]))
            .ShouldBe(file.Rows);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_import_refuses_the_broken_line_alone(string which)
    {
        var file = TrickyFile.All.Single(file => file.Case == which);
        var import = (
            await _shop.Send(
                new UploadImport("customers", "crm", "a.csv", History: false, new MemoryStream(file.Bytes))
            )
        ).Value;

        await _shop.Send(new CheckImport(import.Id));
        var counts = ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs());

        // What the customers' own rules refuse is not in question here: a name may be empty or too long for them.
        var faults = (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain))).Value.Items;
        faults
            .Where(fault => fault.Column is null || fault.Line == file.BrokenLine)
            .Select(fault => (long)fault.Line)
            .ShouldBe(file.BrokenLine is { } line ? [line] : []);
        import.Rows.ShouldBe(file.Rows.Count + (file.BrokenLine is null ? 0 : 1));
        (counts.Create + faults.Count).ShouldBe(import.Rows);
    }
}
