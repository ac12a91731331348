using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Usage.Events;

public sealed class UsageImportTests
{
    private static readonly DateOnly Day = new(2026, 11, 2);

    [Fact]
    public async Task Use_is_attached_to_the_account_of_its_subscription()
    {
        using var health = new Neighbours().Health();

        var outcomes = await health.Load("usage", Use("U-1", Day, count: 9));

        outcomes.ShouldBe([RowOutcome.Created]);
        var stored = await health.InStore(db => db.Set<UsageEvent>().SingleAsync());
        (stored.AccountId, stored.Day, stored.Feature, stored.Count, stored.Source).ShouldBe(
            (Sakura, Day, "search", 9, "usage")
        );
    }

    [Fact]
    public async Task The_same_row_is_skipped_in_the_same_file_and_in_a_later_one()
    {
        using var health = new Neighbours().Health();

        (await health.Load("usage", Use("U-1", Day), Use("U-1", Day))).ShouldBe([
            RowOutcome.Created,
            RowOutcome.Skipped,
        ]);
        (await health.Load("usage", Use("U-1", Day))).ShouldBe([RowOutcome.Skipped]);

        (await health.InStore(db => db.Set<UsageEvent>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_id_used_again_for_another_subscription_or_day_is_another_fact()
    {
        using var health = new Neighbours().Health();

        var outcomes = await health.Load(
            "usage",
            Use("U-1", Day),
            Use("U-1", Day, subscription: "S-2"),
            Use("U-1", Day.AddDays(1))
        );

        outcomes.ShouldAllBe(outcome => outcome.Fate == RowFate.Created);
        (await health.InStore(db => db.Set<UsageEvent>().CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_known_row_with_other_figures_is_refused_and_not_lost_in_silence()
    {
        using var health = new Neighbours().Health();
        await health.Load("usage", Use("U-1", Day, count: 3));

        var outcomes = await health.Load("usage", Use("U-1", Day, count: 4), Use("U-2", Day));

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([(RowFate.Refused, "usageId"), (RowFate.Created, null)]);
    }

    [Fact]
    public async Task Use_before_the_subscription_began_is_stored_and_flagged()
    {
        using var health = new Neighbours().Health();

        var outcome = (await health.Load("usage", Use("U-1", Start.AddDays(-1)))).Single();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Created, "day"));
        outcome.Ja!.ShouldContain("契約開始日");
    }

    [Theory]
    [InlineData("subscriptionExternalId", "S-9")]
    [InlineData("accountExternalId", "A-9")]
    [InlineData("accountExternalId", "A-2")]
    [InlineData("count", -1L)]
    [InlineData("errors", -1L)]
    [InlineData("day", null)]
    public async Task A_row_that_cannot_be_attached_is_refused_with_its_column(string column, object? value)
    {
        using var health = new Neighbours().Health();
        var row = Use("U-1", Day);
        row[column] = value;

        var outcome = (await health.Load("usage", row)).Single();

        outcome.Fate.ShouldBe(RowFate.Refused);
        outcome.Column.ShouldBe(value is "A-2" ? "subscriptionExternalId" : column);
        outcome.En.ShouldNotBeNullOrEmpty();
        outcome.Ja.ShouldNotBeNullOrEmpty();
        (await health.InStore(db => db.Set<UsageKey>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_without_an_id_are_told_apart_by_what_they_are_about()
    {
        using var health = new Neighbours().Health();
        var (search, export) = (Use(null!, Day), Use(null!, Day, "export"));

        (await health.Load("usage", search, export, search))
            .Select(outcome => outcome.Fate)
            .ShouldBe([RowFate.Created, RowFate.Created, RowFate.Skipped]);
    }

    [Fact]
    public async Task Users_become_pseudonyms_that_stay_the_same()
    {
        using var health = new Neighbours().Health();

        await health.Load("usage", Use("U-1", Day, user: "tanaka@example.jp"));
        await health.Load(
            "usage",
            Use("U-2", Day, user: "Tanaka@example.jp"),
            Use("U-3", Day, user: "sato@example.jp")
        );

        var users = await health.InStore(db =>
            db.Set<UsageEvent>().OrderBy(one => one.Id).Select(one => one.UserRef!).ToListAsync()
        );
        users.Distinct().Count().ShouldBe(2);
        users.ShouldAllBe(user => !user.Contains("example") && user.Length == 16);
    }

    [Fact]
    public async Task A_day_shows_the_events_of_all_loads()
    {
        using var health = new Neighbours().Health();
        await health.Load(
            "usage",
            Use("U-1", Day, count: 2, user: "a", department: "営業"),
            Use("U-2", Day, "export", count: 3, user: "b")
        );

        await health.Load("usage", Use("U-3", Day, "export", count: 5, user: "a"));

        (await Days(health)).ShouldBe([new UsageOfDay(Day, Uses: 10, 180, Errors: 0, Features: 2, Users: 2, 1)]);
    }

    [Fact]
    public async Task Taking_an_import_back_leaves_no_trace_of_it_and_lets_it_come_again()
    {
        using var health = new Neighbours().Health();
        await health.Load("usage", Use("U-1", Day, count: 2));
        await health.Load("usage", Use("U-2", Day, "export", count: 3), Use("U-3", Day.AddDays(1), "search"));
        var second = await health.InStore(db =>
            db.Set<UsageEvent>().Where(one => one.Feature == "export").Select(one => one.ImportId!.Value).SingleAsync()
        );

        await health.InScope(async services =>
        {
            var kind = services.GetServices<ImportKind>().OfType<UsageImport>().Single();
            return await kind.Db.Transact(() => kind.TakeBack(second, CancellationToken.None), CancellationToken.None);
        });

        (await Days(health)).Select(day => (day.Day, day.Uses)).ShouldBe([(Day, 2)]);
        (await health.InStore(db => db.Set<UsedFeature>().Select(row => row.Feature).ToListAsync())).ShouldBe([
            "search",
        ]);
        (await health.Load("usage", Use("U-2", Day, "export", count: 3))).ShouldBe([RowOutcome.Created]);
    }

    [Fact]
    public async Task Health_says_which_facts_it_holds_of_an_account()
    {
        using var health = new Neighbours().Health();
        await health.Load("usage", Use("U-1", Day));

        var facts = await health.InScope(services =>
            services.GetRequiredService<IHoldsAccountFacts>().About([Sakura], CancellationToken.None)
        );
        var none = await health.InScope(services =>
            services.GetRequiredService<IHoldsAccountFacts>().About([Fuji], CancellationToken.None)
        );

        facts.ShouldBe(("1 uses", "利用実績 1件"));
        none.ShouldBeNull();
    }

    private static async Task<IReadOnlyList<UsageOfDay>> Days(HealthAlone health) =>
        (await health.Send(new GetAccountUsage(Sakura, AsOf: null, Days: null))).Value.Series;
}
