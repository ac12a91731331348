using CsMonolith.Health.Contracts;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Tests.Models;
using Microsoft.EntityFrameworkCore;
using static CsMonolith.Health.Tests.Scores.Changes.Moves;

namespace CsMonolith.Health.Tests.Scores.Changes;

public sealed class LeastChangeTests
{
    private static readonly Guid Account = Stage.Accounts[0];
    private static readonly DateOnly November2 = new(2026, 11, 2);

    [Fact]
    public async Task The_fewest_changes_are_those_that_trying_every_value_finds()
    {
        foreach (var (departments, noise) in new[] { (1, 0.5), (2, 0.9), (3, 0.1), (10, 0.5) })
        {
            using var health = await Scored(departments, noise);

            var least = (await health.Send(new GetLeastChange(Account, Most: 3))).Value;
            var fewest = await ByBruteForce(health, least);

            least.IsFound.ShouldBe(fewest is not null, $"{departments} departments: {least.Words}");
            if (fewest is { } count)
            {
                least.Changes.Count.ShouldBe(count);
                least.ProbabilityAfter!.Value.ShouldBeLessThan(least.Below!.Value);
                least.Changes.ShouldAllBe(change => FeatureCatalogue.Of(change.Name).Actionable);
            }
        }
    }

    [Fact]
    public async Task A_value_that_no_other_customer_has_is_not_proposed_and_it_says_when_none_is_enough()
    {
        using var health = Alone();
        await health.Hold([
            Stage.Row(Account, October, 1),
            .. Stage.Accounts.Skip(1).Take(30).Select(other => Stage.Row(other, October, 2)),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(November2);

        var least = (await health.Send(new GetLeastChange(Account, Most: 3))).Value;

        (least.IsFound, least.Changes.Count, least.ProbabilityAfter, least.Others).ShouldBe((false, 0, null, 30));
        least.Words.ShouldStartWith("No change of at most 3 features");
        least.Caution.ShouldContain("not a proof");
    }

    [Fact]
    public async Task Bounds_and_a_model_without_signal_are_told()
    {
        using var health = Alone();
        await health.Hold([Stage.Row(Account, October, 1), .. Stage.BaseRateModel()]);

        (await health.Send(new GetLeastChange(Account, Most: 4))).Error!.Fields.Single().Pointer.ShouldBe("most");
        (await health.Send(new GetLeastChange(Account, Most: 3))).Error!.Code.ShouldBe("health.score.none-by");
        await health.ScoreOn(November2);
        (await health.Send(new GetLeastChange(Account, Most: 3))).Value.Words.ShouldContain("no usable signal");
    }

    private static async Task<HealthAlone> Scored(int departments, double noise)
    {
        var health = Alone();
        var random = new Random(5);
        await health.Hold([
            Stage.Row(Account, October, departments, noise),
            .. Stage
                .Accounts.Skip(1)
                .Take(60)
                .Select(other => Stage.Row(other, October, random.Next(1, 11), random.NextDouble())),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(November2);
        return health;
    }

    // Every value of every other customer, of one feature and of both.
    private static async Task<int?> ByBruteForce(HealthAlone health, LeastChange least)
    {
        if (least.Band == ScoreBand.Low)
        {
            return null;
        }

        var rows = await health.InStore(db =>
            db.Set<Snapshot>().AsNoTracking().Where(row => row.AsOf == October).ToListAsync()
        );
        var json = await health.InStore(db => db.Set<ModelArtefact>().Select(row => row.Json).SingleAsync());
        var model = Artefact.Read(json).Value;
        var own = FeatureTable.ValuesOf(rows.Single(row => row.AccountId == Account));
        var others = rows.Where(row => row.AccountId != Account).Select(FeatureTable.ValuesOf).ToList();
        if (
            others.Any(other =>
                Probability(("departments_using", other)) < least.Below
                || Probability(("usage_rate", other)) < least.Below
            )
        )
        {
            return 1;
        }

        return others.Any(one =>
            others.Any(other => Probability(("departments_using", one), ("usage_rate", other)) < least.Below)
        )
            ? 2
            : null;

        double Probability(params (string Name, Dictionary<string, System.Text.Json.JsonElement> From)[] changes)
        {
            var values = own.ToDictionary();
            foreach (var (name, from) in changes)
            {
                values[name] = from[name];
            }

            var row = new Snapshot { Features = System.Text.Json.JsonSerializer.Serialize(values) };
            return model.Score(FeatureTable.ToScore(model.Schema, [row])).Probabilities[0];
        }
    }
}
