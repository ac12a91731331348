using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Health.Usage.Sources;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using Microsoft.EntityFrameworkCore;
using static CsMonolith.Health.Tests.Usage.Ingest.Stream;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Usage.Ingest;

public sealed class ClaimQuarantinedUsageTests
{
    [Fact]
    public async Task Use_of_an_unknown_group_waits_and_is_listed()
    {
        using var health = new Neighbours().Health();

        var answer = await health.Batch(
            Track("m-1", group: "X-9", at: Noon.AddDays(-3)),
            Track("m-2", group: "X-9"),
            Track("m-3")
        );
        await health.Batch(Track("m-4", group: "X-9", at: Noon.AddDays(-4)));

        answer.Value.Quarantined.ShouldBe(2);
        var waiting = (await health.Send(new ListQuarantinedUsage(List()))).Value.Items.Single();
        (waiting.Source, waiting.GroupId, waiting.Events, waiting.FirstEventAt, waiting.LastEventAt).ShouldBe(
            ("product", "X-9", 3, Noon.AddDays(-4), Noon)
        );
        (await health.Send(new ListUsageSources())).Value.Items.Single().Intake!.Quarantined.ShouldBe(3);
        (await health.InStore(db => db.Set<UsageEvent>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_turns_what_waits_into_usage_at_its_own_times_recorded_now()
    {
        using var health = new Neighbours().Health();
        await health.Batch(Track("m-1", group: "X-9", at: Noon.AddDays(-3)), Track("m-2", group: "X-9"));
        health.Time.Pass(TimeSpan.FromHours(2));

        var claimed = await health.Send(new ClaimQuarantinedUsage("product", "X-9", Fuji));

        claimed.Value.ShouldBe(
            new ClaimedUsage("product", "X-9", Fuji, 2, new DateOnly(2026, 11, 17), new DateOnly(2026, 11, 20))
        );
        var events = await health.InStore(db => db.Set<UsageEvent>().OrderBy(one => one.At).ToListAsync());
        events
            .Select(one => (one.AccountId, one.At, one.RecordedAt))
            .ShouldBe([(Fuji, Noon.AddDays(-3), Noon.AddHours(2)), (Fuji, Noon, Noon.AddHours(2))]);
        (await health.Send(new ListQuarantinedUsage(List()))).Value.Items.ShouldBeEmpty();
        (await health.Batch(Track("m-3", group: "X-9"), Track("m-1", group: "X-9"))).Value.ShouldSatisfyAllConditions(
            answer => answer.Quarantined.ShouldBe(0),
            answer => answer.Stored.ShouldBe(1),
            answer => answer.Duplicates.ShouldBe(1)
        );
    }

    [Fact]
    public async Task A_group_is_claimed_once_and_again_only_for_the_same_account()
    {
        using var health = new Neighbours().Health();
        await health.Batch(Track("m-1", group: "X-9"));
        await health.Send(new ClaimQuarantinedUsage("product", "X-9", Fuji));

        (await health.Send(new ClaimQuarantinedUsage("product", "X-9", Sakura))).Error!.Code.ShouldBe(
            "health.quarantine.claimed"
        );
        (await health.Send(new ClaimQuarantinedUsage("product", "X-9", Fuji))).Value.Events.ShouldBe(0);
        (await health.Send(new ClaimQuarantinedUsage("product", "X-8", Fuji))).Error!.Code.ShouldBe(
            "health.quarantine.not-found"
        );
        (await health.Send(new ClaimQuarantinedUsage("product", "X-9", Guid.CreateVersion7()))).Error!.Code.ShouldBe(
            "account.not-found"
        );
    }

    [Fact]
    public async Task Usage_of_an_account_that_is_opened_later_is_let_go_by_itself()
    {
        var neighbours = new Neighbours();
        using var health = neighbours.Health();
        await health.Batch(Track("m-1", group: "A-3"), Track("m-2", group: "X-9"));
        neighbours.Later["A-3"] = Fuji;

        health.SignIn(null, Role.System);
        var released = await health.Send(new ReleaseQuarantinedUsage());
        var again = await health.Send(new ReleaseQuarantinedUsage());

        (released.Value.Events, again.Value.Events).ShouldBe((1, 0));
        (await health.InStore(db => db.Set<UsageEvent>().SingleAsync())).AccountId.ShouldBe(Fuji);
        (await health.InStore(db => db.Set<UsedFeature>().CountAsync())).ShouldBe(1);
        (await health.InStore(db => db.Set<QuarantinedGroup>().SingleAsync())).GroupId.ShouldBe("X-9");
    }

    private static ListAsk List() => ListAsk.Plain;
}
