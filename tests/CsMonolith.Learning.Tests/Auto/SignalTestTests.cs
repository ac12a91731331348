using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Auto;

public sealed class SignalTestTests
{
    /// <summary>A gain of three standard errors, which by itself decides nothing.</summary>
    private static readonly Interval Doubtful = new(0.03, 0.03 - 0.0196, 0.03 + 0.0196);

    [Fact]
    public void A_doubtful_gain_on_noise_is_no_signal()
    {
        var (signal, chance) = SignalTest.Judge(
            Doubtful,
            Made.Noise(400, columns: 6, seed: 3),
            new TrainingSettings(),
            CancellationToken.None
        );

        signal.ShouldBe(Signal.None);
        chance!.Value.ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void A_doubtful_gain_on_columns_that_predict_is_a_signal()
    {
        var (signal, chance) = SignalTest.Judge(
            Doubtful,
            Made.Signal(300),
            new TrainingSettings(),
            CancellationToken.None
        );

        signal.ShouldBe(Signal.Found);
        chance!.Value.ShouldBe(0.01, 1e-12);
    }

    [Fact]
    public void Labels_are_permuted_within_their_month_only()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 300; row++)
        {
            // January is all true, February all false, March mixed.
            builder.Add(
                [(double)row],
                label: row % 3 == 0 || row % 3 == 2 && row % 2 == 0,
                time: new DateOnly(2026, 1 + row % 3, 1 + row % 20)
            );
        }

        var table = builder.Build();
        var permuted = SignalTest.Permuted(table, SplitMix.For(1, "test"));

        Enumerable.Range(0, 100).ShouldAllBe(i => permuted[3 * i] && !permuted[3 * i + 1]);
        permuted.ShouldNotBe(table.Labels.ToArray());
        permuted.Count(label => label).ShouldBe(table.Labels.Count(true));
    }

    [Fact]
    public void A_group_keeps_its_labels_together()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 200; row++)
        {
            builder.Add([(double)row], label: row / 4 % 3 == 0, group: $"customer {row / 4}");
        }

        var permuted = SignalTest.Permuted(builder.Build(), SplitMix.For(1, "test"));

        permuted.Chunk(4).ShouldAllBe(group => group.Distinct().Count() == 1);
    }
}
