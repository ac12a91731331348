using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Tests.Training;

/// <summary>Files as people have them: packed, piped, with leaks, with hardly an outcome.</summary>
public sealed class TablesOfPeopleTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task Amounts_with_signs_are_numbers_and_no_identifier()
    {
        var rows = Enumerable
            .Range(0, 400)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"¥{3_000 + i * 2_477:N0}\",{i % 40},{(i % 5 == 0 ? 1 : 0)}"
                )
            );
        await File.WriteAllTextAsync(bench.In("amounts.csv"), $"fee,logins,churned\n{string.Join('\n', rows)}\n");

        var said = await Tool.Run("check", bench.In("amounts.csv"), "--label", "churned");

        (said.Code, said.Out.Split('\n')[0]).ShouldBe((0, "400 rows, 2 features, 80 with the outcome"));
        said.Out.ShouldNotContain("fee");
        said.Error.ShouldContain("fee: Cells such as '¥3,000' are read as numbers: 3000");
    }

    [Fact]
    public async Task A_packed_file_standard_input_and_a_pipe_are_the_same_table()
    {
        var bytes = await File.ReadAllBytesAsync(bench.Csv);
        await using (var packed = new GZipStream(File.Create(bench.In("made.csv.gz")), CompressionLevel.Fastest))
        {
            await packed.WriteAsync(bytes);
        }

        var plain = await Tool.Run("check", bench.Csv, "--label", "churned");
        var gz = await Tool.Run("check", bench.In("made.csv.gz"), "--label", "churned");
        var piped = await Piped(new Unseekable(bytes), "check", "-", "--label", "churned");
        var pipedGz = await Piped(
            new Unseekable(await File.ReadAllBytesAsync(bench.In("made.csv.gz"))),
            "score",
            bench.Model,
            "-"
        );

        plain.Out.ShouldStartWith("400 rows");
        gz.ShouldBe(plain);
        piped.ShouldBe(plain);
        pipedGz.ShouldBe(await Tool.Run("score", bench.Model, bench.Csv));
    }

    [Fact]
    public async Task A_named_pipe_is_read()
    {
        var fifo = bench.In("fifo");
        using (var made = Process.Start("mkfifo", fifo))
        {
            await made.WaitForExitAsync();
        }

        var writing = Task.Run(() => File.WriteAllBytes(fifo, File.ReadAllBytes(bench.Csv)));
        var said = await Tool.Run("check", fifo, "--label", "churned");
        await writing;

        said.Out.ShouldStartWith("400 rows");
    }

    [Theory]
    [InlineData("PK\u0003\u0004", 4, "save its sheet as CSV")]
    [InlineData("\u001f\u008bxx", 3, "gzip file is broken")]
    [InlineData("BZh9", 4, "unpack it")]
    public async Task What_is_no_table_says_what_to_do(string head, int code, string remedy)
    {
        await File.WriteAllBytesAsync(bench.In("odd.bin"), Encoding.Latin1.GetBytes(head + "and more"));

        var said = await Tool.Run("check", bench.In("odd.bin"), "--label", "churned");

        said.Code.ShouldBe(code);
        said.Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task A_folder_is_no_file() =>
        (await Tool.Run("check", bench.Home, "--label", "churned")).Error.ShouldContain("is a folder");

    [Fact]
    public async Task CP932_is_known_by_the_name_that_Python_gives_it()
    {
        var text = "会社,churned\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"髙橋{i % 3},{i % 2}\n"));
        await File.WriteAllBytesAsync(
            bench.In("cp932.csv"),
            CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text)
        );

        var refused = await Tool.Run("check", bench.In("cp932.csv"), "--label", "churned");
        var read = await Tool.Run("check", bench.In("cp932.csv"), "--label", "churned", "--encoding", "cp932");

        refused.Error.ShouldContain("--encoding shift_jis");
        read.Out.ShouldStartWith("60 rows, 1 features");
    }

    [Fact]
    public async Task The_outcome_is_named_columns_are_left_out_and_a_later_training_does_the_same()
    {
        var lines = (await File.ReadAllLinesAsync(bench.Csv)).Select(line => line.Replace(",copy,", ",other,"));
        var text = string.Join(
            '\n',
            lines.Select(
                (line, i) => i == 0 ? $"{line},memo" : $"{line[..^1]}{(line[^1] == '1' ? "bad" : "good")},x{i % 3}"
            )
        );
        await File.WriteAllTextAsync(bench.In("named.csv"), text);
        string[] asked = ["--label", "churned", "--positive", "bad", "--exclude", "memo,other"];

        var unknown = await Tool.Run("train", bench.In("named.csv"), "--label", "churned", "--out", bench.In("u"));
        var said = await Tool.Run(["train", bench.In("named.csv"), "--out", bench.In("named"), .. asked]);
        var again = await Tool.Run(
            "train",
            bench.In("named.csv"),
            "--again",
            bench.In("named"),
            "--out",
            bench.In("n2")
        );
        var edited = await Tool.Run("compare", bench.In("named"), bench.In("n2"));

        (unknown.Code, unknown.Error.Contains("--positive", StringComparison.Ordinal)).ShouldBe((3, true));
        said.Code.ShouldBe(0, said.Error);
        again.Code.ShouldBe(0, again.Error);
        edited.Code.ShouldBe(0, edited.Error);
        File.ReadAllText(Path.Combine(bench.In("named"), "model.json")).ShouldNotContain("memo");
        File.ReadAllBytes(Path.Combine(bench.In("n2"), "model.json"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(bench.In("named"), "model.json")));
    }

    [Fact]
    public async Task A_leak_is_left_out_with_the_figures_of_both_models_unless_it_is_kept()
    {
        var random = new Random(7);
        var lines = (await File.ReadAllLinesAsync(bench.Csv)).Select(
            (line, i) =>
                i == 0
                    ? $"refund_calls,{line}"
                    : $"{(line[^1] == '1' && random.Next(50) > 0 ? 1 + random.Next(4) : 0)},{line}"
        );
        await File.WriteAllTextAsync(bench.In("leak.csv"), string.Join('\n', lines));

        var said = await Tool.Run("train", bench.In("leak.csv"), "--label", "churned", "--out", bench.In("leak"));
        var kept = await Tool.Run(
            "train",
            bench.In("leak.csv"),
            "--label",
            "churned",
            "--keep-leaks",
            "--out",
            bench.In("kept")
        );

        said.Error.ShouldContain("leak.left-out refund_calls");
        var (with, without) = (Auc(kept), Auc(said));
        (with > 0.95, without < 0.9).ShouldBe((true, true), $"{with} {without}");
        said.Error.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"would be {with:F4}"));
        File.ReadAllText(Path.Combine(bench.In("leak"), "model.json")).ShouldNotContain("refund_calls");
        File.ReadAllText(Path.Combine(bench.In("kept"), "model.json")).ShouldContain("refund_calls");
        foreach (var file in new[] { "report.html", "MODEL_CARD.md", "run.json" })
        {
            File.ReadAllText(Path.Combine(bench.In("leak"), file)).ShouldContain("left out");
        }

        static double Auc(Said said) =>
            double.Parse(
                said.Out.Split('\n').Single(line => line.StartsWith("ROC AUC", StringComparison.Ordinal)).Split('\t')[
                    1
                ],
                CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public async Task Hardly_an_outcome_is_said_to_be_too_few()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i % 17},{(i is 20 or 120 or 180 ? 1 : 0)}\n"));
        await File.WriteAllTextAsync(bench.In("few.csv"), $"x,churned\n{rows}");

        var check = await Tool.Run("check", bench.In("few.csv"), "--label", "churned");
        var said = await Tool.Run("train", bench.In("few.csv"), "--label", "churned", "--out", bench.In("few"));
        var none = await Tool.Run(
            "train",
            bench.In("few.csv"),
            "--label",
            "x",
            "--positive",
            "16",
            "--out",
            bench.In("f2")
        );

        check.Out.ShouldContain("data.few-outcomes\t\tOnly 3 of 200 rows have the outcome: too few");
        said.Error.ShouldContain("Only 3 of 200 rows have the outcome: too few");
        said.Error.ShouldNotContain("No usable signal");
        said.Out.ShouldNotContain("NaN");
        none.Code.ShouldBe(0, none.Error);
    }

    private static async Task<Said> Piped(Stream input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ChurnTool.Run(
            args,
            new CliEnvironment(output, error, "en", IsTerminal: false, CancellationToken.None) { In = () => input }
        );
        return new Said(code, output.ToString(), error.ToString());
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }
    }
}
