using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Patterns;

public sealed class PatternMinerTests
{
    private static readonly PatternSettings ByPhaseAndTier = new(PhaseColumn: "phase", StratumColumns: ["tier"]);

    [Fact]
    public void A_planted_pattern_is_found_in_its_phase_and_nowhere_else()
    {
        var table = Planted(seed: 1);

        var verdicts = Mine(table, ByPhaseAndTier)
            .Patterns.Where(pattern => pattern.Verdict != Verdict.CannotTell)
            .ToArray();

        verdicts.ShouldContain(pattern =>
            pattern.Phase == "onboarding" && pattern.Column == "training" && pattern.Verdict == Verdict.Raises
        );
        verdicts.ShouldNotContain(pattern => pattern.Phase == "adoption" && pattern.Column == "training");
    }

    [Fact]
    public void A_confounded_condition_is_not_called_a_pattern_in_any_of_ten_draws()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            Mine(Planted(seed), ByPhaseAndTier)
                .Patterns.ShouldNotContain(pattern =>
                    pattern.Column == "kickoff" && pattern.Verdict != Verdict.CannotTell
                );
        }
    }

    [Fact]
    public void Pure_noise_yields_hardly_any_verdict()
    {
        var verdicts = Enumerable
            .Range(0, 20)
            .Sum(seed =>
            {
                var table = Made.Noise(600, columns: 10, seed);
                return Mine(table, new PatternSettings())
                    .Patterns.Count(pattern => pattern.Verdict != Verdict.CannotTell);
            });

        verdicts.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Arms_under_twenty_rows_are_hidden_and_counted()
    {
        var builder = new TableBuilder().Category("rare");
        for (var row = 0; row < 300; row++)
        {
            builder.Add([row < 30 ? "yes" : "no"], label: row < 30 || row % 4 == 0);
        }

        var found = Mine(builder.Build(), new PatternSettings());

        found.Patterns.ShouldBeEmpty();
        found.Hidden.ShouldBe(found.Tried);
    }

    [Fact]
    public void A_customers_rows_are_never_on_both_sides()
    {
        // One customer with 200 equal rows must not confirm itself: all of them are mined, or all are tested.
        var builder = new TableBuilder().Category("x");
        for (var row = 0; row < 400; row++)
        {
            builder.Add([row < 200 ? "a" : "b"], label: row < 200, group: row < 200 ? "big" : $"c{row}");
        }

        Mine(builder.Build(), new PatternSettings())
            .Patterns.ShouldAllBe(pattern => pattern.Verdict == Verdict.CannotTell);
    }

    [Fact]
    public void Rows_with_an_empty_cell_are_in_neither_arm()
    {
        var table = new TableBuilder()
            .Numeric("x")
            .Add([1.0], label: true)
            .Add([Cell.Missing], label: true)
            .Add([0.0], label: false)
            .Build();

        Condition.Of(table, except: []).ShouldHaveSingleItem().Holds.ShouldBe([true, null, false]);
    }

    [Fact]
    public void Numbers_become_conditions_at_their_quarters()
    {
        var builder = new TableBuilder().Numeric("days");
        for (var row = 0; row < 100; row++)
        {
            builder.Add([(double)row], label: false);
        }

        Condition
            .Of(builder.Build(), except: [])
            .Select(condition => condition.Name)
            .ShouldBe(["days ≥ 25", "days ≥ 50", "days ≥ 75"]);
    }

    [Fact]
    public void The_same_seed_mines_the_same_half()
    {
        var table = Planted(seed: 3);

        Mine(table, ByPhaseAndTier)
            .Patterns.Select(pattern => (pattern.Condition, pattern.Tested.Arms, pattern.QValue))
            .ShouldBe(
                Mine(table, ByPhaseAndTier)
                    .Patterns.Select(pattern => (pattern.Condition, pattern.Tested.Arms, pattern.QValue))
            );
    }

    private static PatternFindings Mine(Table table, PatternSettings settings) =>
        PatternMiner.Mine(table, Condition.Of(table, except: ["phase", "tier"]), settings);

    // Training helps in onboarding. Kickoff only looks as if it did: tier 1 both kicks off early and stays.
    private static Table Planted(int seed)
    {
        var random = new Random(seed);
        var builder = new TableBuilder().Category("phase").Category("tier").Category("kickoff").Category("training");
        for (var row = 0; row < 2000; row++)
        {
            var phase = random.Next(2) == 0 ? "onboarding" : "adoption";
            var tier = random.Next(2) == 0 ? "1" : "3";
            var kickoff = random.NextDouble() < (tier == "1" ? 0.8 : 0.2);
            var training = random.Next(2) == 0;
            var stays = (tier == "1" ? 0.8 : 0.5) + (training && phase == "onboarding" ? 0.18 : 0);
            builder.Add(
                [phase, tier, kickoff ? "yes" : "no", training ? "yes" : "no"],
                label: random.NextDouble() < stays,
                group: $"c{row}"
            );
        }

        return builder.Build();
    }
}
