using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Patterns;

public sealed class PatternReachTests
{
    private static readonly PatternSettings Plain = new(PhaseColumn: "phase") { AmountColumn = "arr" };

    [Fact]
    public void Worth_is_who_lacks_what_helps_in_the_newest_year_times_the_held_out_effect()
    {
        var table = Panel(helps: true);

        var pattern = One(table, Plain);

        pattern.Verdict.ShouldBe(Verdict.Raises);
        // By hand: each customer's newest row of the year to the newest, those without the condition.
        var (members, amount) = ByHand(table, "onboarding", holds: false);
        (pattern.Reach.Members, pattern.Reach.Amount).ShouldBe((members, amount));
        pattern.Reach.Outcomes.ShouldBe(Times(members, pattern.Tested.Adjusted));
        pattern.Reach.Gain.ShouldBe(Times(amount, pattern.Tested.Adjusted));
    }

    [Fact]
    public void Of_what_harms_those_are_counted_who_have_it_and_the_effect_is_turned_round()
    {
        var table = Panel(helps: false);

        var pattern = One(table, Plain);

        pattern.Verdict.ShouldBe(Verdict.Lowers);
        pattern.Reach.Members.ShouldBe(ByHand(table, "onboarding", holds: true).Members);
        var effect = pattern.Tested.Adjusted;
        pattern.Reach.Outcomes.ShouldBe(
            new Interval(
                -pattern.Reach.Members * effect.Value,
                -pattern.Reach.Members * effect.High,
                -pattern.Reach.Members * effect.Low
            )
        );
        pattern.Reach.Outcomes.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_an_outcome_to_avoid_the_other_side_is_the_worse_one()
    {
        var table = Panel(helps: true);

        var pattern = One(table, Plain with { OutcomeIsLoss = true });

        pattern.Reach.Members.ShouldBe(ByHand(table, "onboarding", holds: true).Members);
        pattern.Reach.Outcomes.Value.ShouldBe(pattern.Reach.Members * pattern.Tested.Adjusted.Value, 1e-9);
    }

    [Fact]
    public void Patterns_with_a_verdict_are_ordered_by_falling_worth()
    {
        var random = new Random(2);
        var builder = new TableBuilder().Category("rare").Category("common");
        for (var row = 0; row < 4_000; row++)
        {
            var (rare, common) = (random.Next(20) == 0, random.Next(2) == 0);
            builder.Add(
                [rare ? "yes" : "no", common ? "yes" : "no"],
                label: random.NextDouble() < 0.6 - (rare ? 0.35 : 0) + (common ? 0.15 : 0),
                group: $"c{row}"
            );
        }

        var told = PatternMiner
            .Mine(builder.Build(), Condition.Of(builder.Build(), []), new PatternSettings())
            .Patterns.Where(one => one.Verdict != Verdict.CannotTell)
            .ToArray();

        // The rare harm has the larger effect, the common help the larger worth.
        told.Select(one => one.Reach.Outcomes.Value)
            .ShouldBe(told.Select(one => one.Reach.Outcomes.Value).OrderDescending());
        told[0].Column.ShouldBe("common");
        Math.Abs(told[0].Tested.Difference.Value)
            .ShouldBeLessThan(told.Max(one => Math.Abs(one.Tested.Difference.Value)));
    }

    [Fact]
    public void An_amount_that_is_no_number_or_no_column_is_named()
    {
        var table = Panel(helps: true);

        Should
            .Throw<ArgumentException>(() => One(table, Plain with { AmountColumn = "phase" }))
            .Message.ShouldContain("'phase'");
        Should
            .Throw<ArgumentException>(() => One(table, Plain with { AmountColumn = "money" }))
            .Message.ShouldContain("'money'");
        double.IsNaN(One(table, Plain with { AmountColumn = null }).Reach.Gain.Value).ShouldBeTrue();
    }

    private static Interval Times(double amount, Interval effect) =>
        new(amount * effect.Value, amount * effect.Low, amount * effect.High);

    private static Pattern One(Table table, PatternSettings settings) =>
        PatternMiner
            .Mine(table, Condition.Of(table, except: ["phase", "arr"]), settings)
            .Patterns.Single(pattern => pattern.Phase == "onboarding" && pattern.Condition == "kickoff ≥ 1");

    private static (int Members, double Amount) ByHand(Table table, string phase, bool holds)
    {
        var newest = Enumerable.Range(0, table.Rows).Max(row => table.Times[row]);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows; row++)
        {
            if (
                table.Find("phase")!.Text(row) == phase
                && table.Times[row] > newest.AddYears(-1)
                && (!last.TryGetValue(table.Groups[row], out var before) || table.Times[row] > table.Times[before])
            )
            {
                last[table.Groups[row]] = row;
            }
        }

        var members = last.Values.Where(row => table.Find("kickoff")!.Text(row) == (holds ? "1" : "0")).ToList();
        return (
            members.Count,
            members.Where(row => !table.Find("arr")!.IsMissing(row)).Sum(row => (double)table.Find("arr")!.Numbers[row])
        );
    }

    // 800 customers over three years, each in four months of it; some have no amount, and some change their mind in
    // between.
    private static Table Panel(bool helps)
    {
        var random = new Random(6);
        var builder = new TableBuilder().Category("phase").Numeric("kickoff").Numeric("arr");
        for (var customer = 0; customer < 800; customer++)
        {
            var first = new DateOnly(2024, 1, 31).AddMonths(random.Next(30));
            var kickoff = random.Next(2) == 0;
            for (var month = 0; month < 4; month++)
            {
                kickoff ^= random.Next(10) == 0;
                var stays = random.NextDouble() < 0.5 + (kickoff == helps ? 0.25 : 0);
                builder.Add(
                    [
                        month < 3 ? "onboarding" : "adoption",
                        kickoff ? 1.0 : 0.0,
                        random.Next(9) == 0 ? Cell.Missing : (double)random.Next(100, 900),
                    ],
                    stays,
                    $"c{customer}",
                    first.AddMonths(month)
                );
            }
        }

        return builder.Build();
    }
}
