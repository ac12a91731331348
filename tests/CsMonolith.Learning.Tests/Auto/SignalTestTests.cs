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
        chance!.Value.ShouldBeGreaterThan(0.05);
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
        chance!.Value.ShouldBeLessThanOrEqualTo(0.05);
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
        var permuted = new LabelPermutation(table).DrawTable(SplitMix.For(1, "test")).Labels.ToArray();

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

        var permuted = new LabelPermutation(builder.Build()).DrawTable(SplitMix.For(1, "test")).Labels.ToArray();

        permuted.Chunk(4).ShouldAllBe(group => group.Distinct().Count() == 1);
    }

    /// <summary>Whoever leaves has other months than whoever stays: months must not tell the null who left.</summary>
    [Fact]
    public void An_outcome_goes_to_anybody_who_was_there_and_ends_the_rows_of_whoever_is_given_it()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var customer = 0; customer < 60; customer++)
        {
            // Every third customer leaves, in month 3, 4, ... and is labelled in its last two months.
            var months = customer % 3 == 0 ? 3 + customer % 7 : 10;
            for (var month = 0; month < months; month++)
            {
                builder.Add(
                    [(double)customer],
                    label: customer % 3 == 0 && month >= months - 2,
                    group: $"c{customer}",
                    time: new DateOnly(2026, 1, 28).AddMonths(month)
                );
            }
        }

        var table = builder.Build();
        var given = new HashSet<string>();
        for (var draw = 0; draw < 200; draw++)
        {
            var drawn = new LabelPermutation(table).DrawTable(SplitMix.For(1, "test", draw));
            drawn.Labels.Count(true).ShouldBe(40);
            foreach (var own in Enumerable.Range(0, drawn.Rows).GroupBy(row => drawn.Groups[row]))
            {
                var labels = own.Select(row => drawn.Labels[row]).ToArray();
                if (labels.Contains(true))
                {
                    given.Add(own.Key);
                    labels[^2..].ShouldBe([true, true]);
                    labels[..^2].ShouldNotContain(true);
                }
            }
        }

        given.Count.ShouldBe(60, "customers with any months can be given an outcome");
    }
}
