using CsMonolith.Learning.Effects;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Effects;

public sealed class ExperimentTests
{
    [Fact]
    public void Eighty_against_ninety_per_cent_needs_the_customers_of_the_textbook()
    {
        // n per arm = (1.959964·√(2·0.85·0.15) + 0.841621·√(0.8·0.2 + 0.9·0.1))² / 0.1² = 198.9, so 398 in all.
        SampleSize.Customers(0.8, 0.1).ShouldBe(398);
        SampleSize.Power(398, 0.8, 0.1).ShouldBe(0.80, 0.001);
        SampleSize.Power(398, 0.8, 0.1, treatedShare: 0.9).ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Power_is_what_simulated_experiments_find()
    {
        var found = 0;
        for (var draw = 0; draw < 400; draw++)
        {
            var random = new Random(draw);
            var arms = new Arms(
                150,
                Enumerable.Range(0, 150).Count(_ => random.NextDouble() < 0.85),
                150,
                Enumerable.Range(0, 150).Count(_ => random.NextDouble() < 0.7)
            );
            var pooled = (arms.WithOutcome + arms.WithoutOutcome) / 300.0;
            var z = (arms.WithOutcome - arms.WithoutOutcome) / 150.0 / Math.Sqrt(pooled * (1 - pooled) * 2 / 150);
            found += NormalDistribution.TwoSided(z) < 0.05 ? 1 : 0;
        }

        (found / 400.0).ShouldBe(SampleSize.Power(300, 0.7, 0.15), 0.06);
    }

    [Fact]
    public void Holdout_assignment_is_stable_and_independent_of_other_customers()
    {
        var today = Enumerable.Range(0, 1_000).Where(i => HoldoutGroup.Holds("kickoff", $"c{i}", 0.2)).ToArray();

        Enumerable
            .Range(0, 1_001)
            .Where(i => HoldoutGroup.Holds("kickoff", $"c{i}", 0.2))
            .Take(today.Length)
            .ShouldBe(today);
        today.Length.ShouldBeInRange(160, 240);
        today.ShouldNotBe(
            Enumerable.Range(0, 1_000).Where(i => HoldoutGroup.Holds("training", $"c{i}", 0.2)).ToArray()
        );
    }

    [Fact]
    public void Every_stratum_is_held_out_in_its_share()
    {
        var customers = Enumerable
            .Range(0, 230)
            .Select(i =>
                (
                    $"c{i}",
                    i < 100 ? "large"
                    : i < 200 ? "small"
                    : "new"
                )
            )
            .ToArray();

        var held = HoldoutGroup.Assign("kickoff", customers, share: 0.3);

        held.Count.ShouldBe(69);
        customers
            .GroupBy(one => one.Item2)
            .ShouldAllBe(stratum =>
                Math.Abs(stratum.Count(one => held.Contains(one.Item1)) - 0.3 * stratum.Count()) <= 1
            );
    }

    [Fact]
    public void What_was_known_before_makes_an_experiment_sharper()
    {
        var (table, assigned) = Run(rows: 1_500, effect: 0.1, followed: true);

        var result = ExperimentResult.Analyse(
            new ExperimentPlan("kickoff"),
            table,
            assigned,
            new EffectSettings(Learners: [new LinearTrainer()])
        );

        result.Verdict.ShouldBe(Verdict.Raises);
        result.AllocationP.ShouldBeGreaterThan(0.001);
        var (crude, sharp) = (result.Crude.Difference, result.Adjusted!.Difference);
        (sharp.High - sharp.Low).ShouldBeLessThan(0.9 * (crude.High - crude.Low));
    }

    [Fact]
    public void A_broken_allocation_gives_no_verdict()
    {
        var (table, assigned) = Run(rows: 1_500, effect: 0.3, followed: false);

        var result = ExperimentResult.Analyse(new ExperimentPlan("kickoff"), table.Without(["need"]), assigned);

        result.AllocationP.ShouldBeLessThan(0.001);
        result.Verdict.ShouldBe(Verdict.CannotTell);
    }

    [Fact]
    public void The_E_values_of_the_paper_are_reproduced()
    {
        // VanderWeele and Ding 2017: risk ratio 3.9 (1.8 to 8.7) has E-values 7.26 and 3.0.
        var strength = Sensitivity.Of(new Interval(3.9, 1.8, 8.7));

        strength.Estimate.ShouldBe(7.26, 0.005);
        strength.Limit.ShouldBe(3.0, 0.005);
        Sensitivity.Of(new Interval(0.8, 0.6, 1.1)).Limit.ShouldBe(1);
    }

    private static (Table Table, bool[] Assigned) Run(int rows, double effect, bool followed)
    {
        var random = new Random(8);
        var builder = new TableBuilder().Numeric("need");
        var assigned = new bool[rows];
        for (var row = 0; row < rows; row++)
        {
            var need = random.NextDouble() * 6 - 3;
            assigned[row] = random.NextDouble() < (followed ? 0.5 : 0.62);
            builder.Add(
                [need],
                label: random.NextDouble() < 0.05 + 0.6 / (1 + Math.Exp(-2 * need)) + (assigned[row] ? effect : 0)
            );
        }

        return (builder.Build(), assigned);
    }
}
