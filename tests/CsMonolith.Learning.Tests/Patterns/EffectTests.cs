using CsMonolith.Learning.Patterns;

namespace CsMonolith.Learning.Tests.Patterns;

public sealed class EffectTests
{
    /// <summary>The worked example W11: kickoff within 14 days, tiers 1 and 3.</summary>
    private static readonly Effect Kickoff = Effect.Of([new Arms(50, 48, 10, 9), new Arms(10, 6, 30, 17)]);

    [Fact]
    public void Kickoff_within_14_days_has_the_crude_figures_of_the_worked_example()
    {
        Kickoff.Arms.ShouldBe(new Arms(60, 54, 40, 26));
        Kickoff.Coverage.ShouldBe(0.60, 1e-12);
        Kickoff.Confidence.ShouldBe(0.90, 1e-12);
        Kickoff.BaseRate.ShouldBe(0.80, 1e-12);
        Kickoff.Lift.ShouldBe(1.125, 1e-12);
        Kickoff.Difference.Value.ShouldBe(0.250, 1e-12);
        Math.Round(100 * Kickoff.Difference.Low, 1).ShouldBe(8.6);
        Math.Round(100 * Kickoff.Difference.High, 1).ShouldBe(41.4);
        Math.Round(Kickoff.FisherP, 4).ShouldBe(0.0041);
    }

    [Fact]
    public void The_tiers_explain_the_difference_away()
    {
        Math.Round(100 * Kickoff.Adjusted.Value, 2).ShouldBe(4.74);
        Math.Round(100 * Kickoff.Adjusted.Low, 1).ShouldBe(-14.7);
        Math.Round(100 * Kickoff.Adjusted.High, 1).ShouldBe(24.1);
        PatternMiner.Judge(Kickoff, Kickoff.FisherP, falseDiscoveryRate: 0.1).ShouldBe(Verdict.CannotTell);
    }

    [Fact]
    public void Without_strata_the_same_rows_would_have_been_called_a_success()
    {
        var crude = Effect.Of([new Arms(60, 54, 40, 26)]);

        PatternMiner.Judge(crude, crude.FisherP, falseDiscoveryRate: 0.1).ShouldBe(Verdict.Raises);
    }

    [Fact]
    public void Swapping_the_outcome_turns_raises_into_lowers()
    {
        var lost = Effect.Of([new Arms(60, 6, 40, 14)]);

        lost.Difference.Value.ShouldBe(-0.25, 1e-12);
        PatternMiner.Judge(lost, lost.FisherP, falseDiscoveryRate: 0.1).ShouldBe(Verdict.Lowers);
    }

    [Theory]
    [InlineData(3, 3, 4, 0)]
    [InlineData(12, 5, 9, 8)]
    [InlineData(40, 1, 60, 2)]
    [InlineData(5, 5, 5, 5)]
    [InlineData(30, 17, 25, 14)]
    public void Fishers_p_is_the_sum_over_all_tables_that_are_no_likelier(
        int with,
        int withOutcome,
        int without,
        int withoutOutcome
    ) =>
        Effect
            .FisherTwoSided(new Arms(with, withOutcome, without, withoutOutcome))
            .ShouldBe(SlowFisher(with, withOutcome, without, withoutOutcome), 1e-9);

    [Fact]
    public void A_stratum_with_one_arm_only_says_nothing()
    {
        var alone = Effect.MantelHaenszel([new Arms(50, 48, 10, 9), new Arms(10, 6, 30, 17)]);
        var joined = Effect.MantelHaenszel([new Arms(50, 48, 10, 9), new Arms(80, 80, 0, 0), new Arms(10, 6, 30, 17)]);

        joined.ShouldBe(alone);
    }

    [Fact]
    public void Satos_interval_holds_the_truth_about_nineteen_times_in_twenty()
    {
        var held = 0;
        for (var draw = 0; draw < 400; draw++)
        {
            var random = new Random(draw);
            var strata = new[] { (With: 40, Without: 15, Base: 0.7), (With: 15, Without: 45, Base: 0.4) }
                .Select(one => new Arms(
                    one.With,
                    Hits(random, one.With, one.Base + 0.1),
                    one.Without,
                    Hits(random, one.Without, one.Base)
                ))
                .ToArray();
            var interval = Effect.Of(strata).Adjusted;
            held += interval.Low <= 0.1 && interval.High >= 0.1 ? 1 : 0;
        }

        held.ShouldBeInRange(366, 394);
    }

    [Fact]
    public void An_arm_without_rows_is_refused() =>
        Should.Throw<ArgumentException>(() => Effect.Of([new Arms(10, 3, 0, 0)]));

    private static int Hits(Random random, int rows, double share) =>
        Enumerable.Range(0, rows).Count(_ => random.NextDouble() < share);

    // Exact binomials in whole numbers.
    private static double SlowFisher(int with, int withOutcome, int without, int withoutOutcome)
    {
        var hits = withOutcome + withoutOutcome;
        var all = Choose(with + without, hits);
        var seen = Choose(with, withOutcome) * Choose(without, withoutOutcome);
        var sum = System.Numerics.BigInteger.Zero;
        for (var k = Math.Max(0, hits - without); k <= Math.Min(hits, with); k++)
        {
            var ways = Choose(with, k) * Choose(without, hits - k);
            sum += ways <= seen ? ways : 0;
        }

        return (double)sum / (double)all;
    }

    private static System.Numerics.BigInteger Choose(int n, int k)
    {
        var ways = System.Numerics.BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            ways = ways * (n - k + i) / i;
        }

        return ways;
    }
}
