using CsMonolith.DelimitedText.Files;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Tables;

/// <summary>The host imports the same files: TrickyFileTests of the imports.</summary>
public sealed class TrickyFileTests
{
    public static TheoryData<string> Cases => [.. TrickyFile.All.Select(file => file.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_cells_are_read_or_the_broken_line_is_named(string which)
    {
        var file = TrickyFile.All.Single(file => file.Case == which);
        using var stream = new MemoryStream(file.Bytes);
        var layout = new CsvLayout(Group: "account_id", Encoding: file.Encoding);

        if (file.BrokenLine is { } line)
        {
            var fault = Should.Throw<TableException>(() => CsvTable.Read(stream, layout));
            fault.Line.ShouldBe(line);
            fault.Code.ShouldBeOneOf("csv.quote", "csv.record", "csv.fields");
            return;
        }

        var table = CsvTable.Read(stream, layout).Table;

        Enumerable
            .Range(0, table.Rows)
            .Select(row => (table.Groups[row], table.Find("name")!.Text(row)))
            .ShouldBe(file.Rows.Select(row => (row.Id, row.Name)));
        // A name is no outcome: the refusal says on which line the first row begins.
        Should
            .Throw<TableException>(() => CsvTable.Read(stream, layout with { Label = "name" }))
            .Line.ShouldBe(file.Rows[0].Line);
    }
}
