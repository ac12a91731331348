using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Revenue.Tests.Renewals;

/// <summary>32 clients edit the same 200 renewals: 640 edits in every run, 20,000 with TEST_NIGHTLY=1.</summary>
public sealed class ManyEditorsTests(ITestOutputHelper output)
{
    private const int Clients = 32;
    private const int Renewals = 200;
    private static readonly int Edits = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 20_000 : 640;
    private static readonly RenewalStage[] Stages =
    [
        RenewalStage.Open,
        RenewalStage.Contacted,
        RenewalStage.Proposed,
        RenewalStage.Agreed,
    ];

    [Fact]
    public async Task No_edit_is_lost_versions_rise_one_by_one_and_a_refusal_says_what_has_changed()
    {
        using var revenue = new RevenueAlone();
        var renewals = new List<RenewalRow>();
        for (var i = 0; i < Renewals; i++)
        {
            var subscription = await revenue.Subscribe($"A-{i}", "100", new(2026, 1, 1), new(2027, 3, 31));
            renewals.Add((await revenue.Send(new OpenRenewal(subscription.Id))).Value);
        }

        var (stored, refused, left) = (new int[Renewals], 0, Edits);
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        var random = new Random(client);
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            var which = random.Next(Renewals);
                            Interlocked.Add(ref refused, await Edit(revenue, renewals[which].Id, random));
                            Interlocked.Increment(ref stored[which]);
                        }
                    })
                )
        );

        for (var i = 0; i < Renewals; i++)
        {
            (await revenue.Send(new GetRenewal(renewals[i].Id))).Value.Renewal.Version.ShouldBe(
                renewals[i].Version + stored[i]
            );
        }

        stored.Sum().ShouldBe(Edits);
        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {Edits:N0} edits by {Clients} clients of {Renewals} renewals stored; {refused:N0} refused on the way and repeated"
        );
    }

    // Reads, changes what it read, and begins again as long as somebody was faster.
    private static async Task<int> Edit(RevenueAlone revenue, Guid id, Random random)
    {
        for (var refusals = 0; ; refusals++)
        {
            var read = (await revenue.Send(new GetRenewal(id))).Value.Renewal;
            var stage = Stages[(Array.IndexOf(Stages, read.Stage) + random.Next(1, Stages.Length)) % Stages.Length];
            var moved = await revenue.Send(new MoveRenewal(id, stage, new IfMatch(read.Version)));
            if (moved.Error is not { } refusal)
            {
                moved.Value.Version.ShouldBe(read.Version + 1);
                return refusals;
            }

            refusal.Kind.ShouldBe(ErrorKind.Stale, refusal.En);
            if (refusal.Present is { } present)
            {
                present.Version.ShouldBeGreaterThan(read.Version);
                present.Differences.ShouldAllBe(one =>
                    one.Pointer == "/stage" && one.Read!.Value.GetString() != one.Theirs.GetString()
                );
            }
        }
    }
}
