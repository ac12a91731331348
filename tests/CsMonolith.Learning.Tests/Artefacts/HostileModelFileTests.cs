using System.Text;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Artefacts;

/// <summary>
/// Whatever stands in a file, it is a model whole and unchanged, or it is refused with a reason at a bounded cost.
/// </summary>
[Collection(nameof(Alone))]
public sealed class HostileModelFileTests(ITestOutputHelper told)
{
    private const long MostBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly Lazy<byte[]> Sound = new(() =>
    {
        var rows = Made.Signal(400);
        var schema = Schema.Of(rows, minRows: 5);
        var aligned = schema.Align(rows);
        var folds = Folds.Assign(rows, 4, seed: 1);
        IModel Fit(ITrainer trainer) =>
            trainer.Fit(aligned, folds, new TrainingSettings(), progress: null, CancellationToken.None).Model;
        return ModelFile.Write(
            new ProbabilityModel(
                schema,
                Signal.Found,
                [new Part(0.25, Fit(new LinearTrainer())), new Part(0.75, Fit(new AdditiveTrainer()))],
                new Platt(0.9, 0.1),
                baseRate: 0.3
            )
        );
    });

    [Fact]
    public void A_file_cut_at_each_per_cent_is_refused()
    {
        for (var percent = 0; percent < 100; percent++)
        {
            Refuse(Sound.Value.AsMemory(0, Sound.Value.Length * percent / 100));
        }

        Refuse(Sound.Value.AsMemory(0, Sound.Value.Length - 1));
    }

    [Fact]
    public void A_thousand_files_with_one_bit_flipped_are_refused()
    {
        var random = new Random(20_261_122);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var bytes = Sound.Value.ToArray();
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            Refuse(bytes, $"byte {at}");
        }
    }

    [Fact]
    public void Two_values_changed_places_are_refused_though_each_is_in_bounds()
    {
        var text = Encoding.UTF8.GetString(Sound.Value);

        Refuse(
                text.Replace("\"weight\":0.25", "\"weight\":0.50", StringComparison.Ordinal)
                    .Replace("\"weight\":0.75", "\"weight\":0.50", StringComparison.Ordinal)
            )
            .ShouldContain("$.sha256");
    }

    [Fact]
    public void Indented_it_is_the_same_model()
    {
        var indented = System.Text.Json.Nodes.JsonNode.Parse(Sound.Value)!.ToJsonString(new() { WriteIndented = true });

        ModelFile.Write(ModelFile.Read(Encoding.UTF8.GetBytes(indented))).ShouldBe(Sound.Value);
    }

    [Fact]
    public void Without_its_digest_a_file_is_refused() =>
        Refuse(Whole("[]", "[]", digest: null)).ShouldContain("sha256");

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void A_million_nested_values_are_refused(char open, char close)
    {
        var (step, end) = (open == '{' ? "{\"a\":" : "[", new string(close, 1_000_000));
        var bomb = new StringBuilder(6_000_000).Insert(0, step, 1_000_000).Append('1').Append(end).ToString();

        Refuse(bomb);
        Refuse(Whole(bomb, "[]"));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("\"NaN\"")]
    public void Numbers_that_are_none_are_refused(string number) =>
        Refuse(
            Encoding
                .UTF8.GetString(Sound.Value)
                .Replace("\"slope\":0.9", $"\"slope\":{number}", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("\"$ref\":\"$\"")]
    [InlineData("\"$id\":\"1\"")]
    [InlineData("\"$type\":\"System.Diagnostics.Process\"")]
    [InlineData("\"weight\":0.25")]
    [InlineData("\"we\\u0069ght\":0.25")]
    public void References_types_and_properties_that_stand_twice_are_refused(string property) =>
        Refuse(
                Signed(
                    Encoding
                        .UTF8.GetString(Sound.Value)
                        .Replace("\"weight\":0.25", $"{property},\"weight\":0.25", StringComparison.Ordinal)
                )
            )
            .ShouldNotContain("sha256");

    [Fact]
    public void Giant_counts_are_refused_with_a_right_digest_too()
    {
        Refuse(Whole("[" + string.Join(',', Enumerable.Repeat("0", 15_000_000)) + "]", "[]"));
        Refuse(Signed(Whole("[" + string.Join(',', Enumerable.Repeat("0", 2_900_000)) + "]", "[]")))
            .ShouldContain("$.features");
        Refuse(Signed(Whole("[" + string.Join(',', Enumerable.Repeat("{}", 1_400_000)) + "]", "[]")))
            .ShouldContain("$.features");
        var levels = string.Join(',', Enumerable.Range(0, 250).Select(level => $"\"{level}\""));
        var features = string.Join(
            ',',
            Enumerable.Range(0, 5_000).Select(i => $"{{\"name\":\"f{i}\",\"kind\":\"category\",\"levels\":[{levels}]}}")
        );
        Refuse(Signed(Whole($"[{features}]", "[0]"))).ShouldContain("$.features[800].levels");
    }

    [Fact]
    public void Giant_texts_are_refused()
    {
        var giant = new string('x', 30_000_000);
        Refuse(Signed(Whole($"[{{\"name\":\"{giant}\",\"kind\":\"numeric\",\"levels\":[]}}]", "[]")));
        Refuse($"{{\"{giant}\":1}}");
        Refuse(new string(' ', 30_000_000));
        Refuse(new string('9', 30_000_000));
    }

    private string Refuse(string text) => Refuse(Encoding.UTF8.GetBytes(text));

    private string Refuse(ReadOnlyMemory<byte> bytes, string what = "")
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Environment.CpuUsage.TotalTime;
        var reason = Should.Throw<ModelFileException>(() => ModelFile.Read(bytes), what).Reason;
        var (spent, taken) = (Environment.CpuUsage.TotalTime - began, GC.GetAllocatedBytesForCurrentThread() - before);
        for (var again = 0; again < 3 && spent > MostTime; again++)
        {
            // The first time pays for compiling too.
            began = Environment.CpuUsage.TotalTime;
            Should.Throw<ModelFileException>(() => ModelFile.Read(bytes), what);
            spent = Environment.CpuUsage.TotalTime - began;
        }

        if (bytes.Length > 1_000_000)
        {
            told.WriteLine(
                $"{bytes.Length} bytes: {spent.TotalMilliseconds:F0} ms of CPU, {taken / 1024 / 1024} MiB; "
                    + $"{reason.En[..Math.Min(reason.En.Length, 120)]}"
            );
        }

        spent.ShouldBeLessThan(MostTime, reason.En);
        taken.ShouldBeLessThan(MostBytes - bytes.Length, reason.En);
        reason.En.Length.ShouldBeInRange(10, 2_000);
        reason.Ja.ShouldNotBeNullOrEmpty();
        return reason.En;
    }

    private static string Signed(string json) =>
        json[..json.LastIndexOf(",\"sha256\"", StringComparison.Ordinal)]
        + $",\"sha256\":\"{ModelDigest.Of(Encoding.UTF8.GetBytes(json))}\"}}";

    private static string Whole(string features, string parts, string? digest = "00") =>
        "{\"format\":1,\"signal\":\"none\",\"baseRate\":0.1,\"calibration\":{\"slope\":1,\"offset\":0},\"features\":"
        + features
        + ",\"parts\":"
        + parts
        + (digest is null ? "}" : $",\"sha256\":\"{digest}\"}}");
}

/// <summary>Tests that measure the whole process run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
