using CsMonolith.Learning.Survival;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Survival;

public sealed class SurvivalModelTests
{
    [Fact]
    public void Each_period_watched_is_a_row_and_only_the_last_of_an_ended_spell_is_churn()
    {
        var accounts = new TableBuilder().Numeric("seats").Add([10.0], weight: 1).Add([20.0], weight: 2).Build();

        var laid = PersonPeriods.Of(accounts, [new Spell(0, 2, Ended: false), new Spell(5, 8, Ended: true)]);

        laid.Find(PersonPeriods.Tenure)!.Numbers.ToArray().ShouldBe([0f, 1, 5, 6, 7]);
        laid.Find("seats")!.Numbers.ToArray().ShouldBe([10f, 10, 20, 20, 20]);
        laid.Labels.ToArray().ShouldBe([false, false, false, false, true]);
        laid.Groups.ToArray().Distinct().Count().ShouldBe(2);
        laid.Weights.ToArray().ShouldBe([1.0, 1, 2, 2, 2]);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 4)]
    public void A_spell_that_ends_before_it_begins_is_refused(int entry, int exit)
    {
        var accounts = new TableBuilder().Numeric("seats").Add([10.0]).Build();

        Should
            .Throw<ArgumentException>(() => PersonPeriods.Of(accounts, [new Spell(entry, exit, Ended: true)]))
            .Message.ShouldContain("Account 0");
    }

    [Fact]
    public void Late_entry_and_censoring_do_not_bias_the_life_table()
    {
        var (_, spells) = Simulated(20_000, seed: 1, (_, _) => 0.06);

        foreach (var row in LifeTableRow.Of(spells).Where(row => row.AtRisk > 2_000))
        {
            row.Hazard.ShouldBe(0.06, 4 * Math.Sqrt(0.06 * 0.94 / row.AtRisk));
        }
    }

    [Fact]
    public void Simulated_hazards_are_learned_from_censored_and_late_spells()
    {
        // New accounts leave at twice the later rate, and free ones at three times that of paying ones.
        static double Truth(bool free, int tenure) => (free ? 0.09 : 0.03) * (tenure < 4 ? 2 : 1);
        var (accounts, spells) = Simulated(1_200, seed: 2, Truth);

        var (model, evidence) = SurvivalModel.Train(accounts, spells);
        var asked = new TableBuilder()
            .Category("plan")
            .Numeric("noise")
            .Add(["free", 0.5])
            .Add(["paid", 0.5])
            .Add(["paid", 0.5])
            .Build();
        var curves = model.Curves(asked, [0, 0, 10], 12);

        evidence.GainOverBaseRate.Value.ShouldBeGreaterThan(0);
        curves[0].Left(12).ShouldBe(Left(free: true, from: 0, 12), 0.08);
        curves[1].Left(12).ShouldBe(Left(free: false, from: 0, 12), 0.08);
        curves[2].Left(12).ShouldBe(Left(free: false, from: 10, 12), 0.08);
        curves[1].Left(12).ShouldBeGreaterThan(curves[2].Left(12));

        static double Left(bool free, int from, int periods) =>
            1
            - Enumerable.Range(from, periods).Aggregate(1.0, (staying, tenure) => staying * (1 - Truth(free, tenure)));
    }

    /// <summary>
    /// Accounts that began some periods before watching did; those that had left by then are never seen.
    /// </summary>
    private static (Table Accounts, IReadOnlyList<Spell> Spells) Simulated(
        int count,
        int seed,
        Func<bool, int, double> hazard
    )
    {
        var random = new Random(seed);
        var builder = new TableBuilder().Category("plan").Numeric("noise");
        var spells = new List<Spell>();
        while (spells.Count < count)
        {
            var (free, entry, watched) = (
                random.Next(2) == 0,
                random.Next(3) == 0 ? random.Next(1, 15) : 0,
                random.Next(1, 16)
            );
            var end = 0;
            while (end < entry + watched && random.NextDouble() >= hazard(free, end))
            {
                end++;
            }

            if (end >= entry)
            {
                var ended = end < entry + watched;
                spells.Add(new Spell(entry, ended ? end + 1 : end, ended));
                builder.Add([free ? "free" : "paid", random.NextDouble()]);
            }
        }

        return (builder.Build(), spells);
    }
}
