using System.Text;

namespace CsMonolith.Cli.Tests.Training;

public sealed class EncodingTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_Japanese_file_is_refused_with_the_remedy_and_read_with_it()
    {
        var text =
            "契約,churned\n"
            + string.Concat(
                Enumerable.Range(0, 60).Select(row => $"{(row % 2 == 0 ? "月払い" : "年払い")},{row % 3 / 2}\n")
            );
        await File.WriteAllBytesAsync(
            bench.In("sjis.csv"),
            CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text)
        );

        var refused = await Tool.Run("check", bench.In("sjis.csv"), "--label", "churned");
        var read = await Tool.Run("check", bench.In("sjis.csv"), "--label", "churned", "--encoding", "shift_jis");

        refused.Code.ShouldBe(3);
        refused.Error.ShouldContain("Line 1");
        refused.Error.ShouldContain("--encoding shift_jis");
        (read.Code, read.Out.Split('\n')[0]).ShouldBe((0, "60 rows, 1 features, 20 with the outcome"));
    }

    [Fact]
    public async Task An_encoding_that_is_not_read_is_a_usage_error() =>
        (await Tool.Run("check", bench.Csv, "--label", "churned", "--encoding", "latin1")).Code.ShouldBe(2);

    [Fact]
    public async Task A_file_that_is_no_Parquet_is_a_fault_of_the_data()
    {
        await File.WriteAllTextAsync(bench.In("no.parquet"), "x,churned\n1,0\n");

        var said = await Tool.Run("check", bench.In("no.parquet"), "--label", "churned");

        said.Code.ShouldBe(3);
        said.Error.ShouldContain("Parquet");
    }
}
