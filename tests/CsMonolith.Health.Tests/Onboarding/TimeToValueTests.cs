using CsMonolith.Health.Onboarding;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Onboarding;

public sealed class TimeToValueTests
{
    private readonly Customers _customers = new();

    [Fact]
    public async Task Those_who_wait_or_left_count_for_as_long_as_they_were_watched()
    {
        _customers.Reaches(10);
        _customers.Reaches(20);
        _customers.Leaves(30);
        _customers.Reaches(40);
        _customers.Leaves(50);
        using var health = _customers.Health();

        var total = (await health.Send(Ask())).Value.Total;

        (total.Customers, total.Reached, total.Churned, total.Waiting).ShouldBe((5, 3, 2, 0));
        (total.MedianDays, total.LowDays, total.HighDays, total.Why).ShouldBe((40, 10, null, null));
        total
            .Curve.Select(point => (point.Day, point.AtRisk, Math.Round(point.Waiting, 9)))
            .ShouldBe([(10, 5, 0.8), (20, 4, 0.6), (40, 2, 0.3)]);
    }

    [Fact]
    public async Task With_fewer_than_half_there_is_no_median_and_it_says_why()
    {
        _customers.Reaches(10);
        _customers.Waits();
        _customers.Waits();
        using var health = _customers.Health();

        var total = (await health.Send(Ask())).Value.Total;

        total.MedianDays.ShouldBeNull();
        total.Why.ShouldNotBeNull();
        (await health.Send(Ask() with { From = new(2027, 1, 1) })).Value.Total.Why.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_first_value_is_the_earlier_of_the_evidence_and_the_ledger()
    {
        var (seen, both, booked, left) = (
            _customers.Reaches(10),
            _customers.Reaches(30),
            _customers.Waits(),
            _customers.Leaves(20)
        );
        _customers.Ledger.AddRange([
            new FirstValueOn(both, Customers.Start.AddDays(25)),
            new FirstValueOn(booked, Customers.Start.AddDays(35)),
            // After it left, it is no value of this relation any more.
            new FirstValueOn(left, Customers.Start.AddDays(90)),
        ]);
        using var health = _customers.Health();

        var rows = (await health.Send(new ListTimeToValueCustomers(null, null, null, ListAsk.Plain))).Value.Items;

        rows.Select(row => (row.AccountId, row.Days, row.State, row.Source))
            .ShouldBe([
                (booked, 35, ValueState.Reached, ValueSource.Ledger),
                (both, 25, ValueState.Reached, ValueSource.Ledger),
                (left, 20, ValueState.Churned, null),
                (seen, 10, ValueState.Reached, ValueSource.Evidence),
            ]);
    }

    [Fact]
    public async Task It_counts_from_the_day_that_the_policy_names_or_the_question()
    {
        var launched = _customers.Add(
            Guid.Empty,
            Customers.Start.AddDays(40),
            new LaunchOf(Customers.Start.AddDays(30), 0)
        );
        _customers.Reaches(7);
        _customers.Policy = ValueStart.GoLive;
        using var health = _customers.Health();

        var byPolicy = (await health.Send(Ask())).Value;
        var byQuestion = (await health.Send(Ask() with { Start = "contract" })).Value;

        (byPolicy.Start, byPolicy.WithoutStart, byPolicy.Total.MedianDays).ShouldBe((ValueStart.GoLive, 1, 10));
        (byQuestion.Start, byQuestion.WithoutStart, byQuestion.Total.Customers).ShouldBe((ValueStart.Contract, 0, 2));
        launched.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_value_before_the_start_took_no_days()
    {
        _customers.Add(Guid.Empty, Customers.Start.AddDays(5), new LaunchOf(Customers.Start.AddDays(30), 0));
        using var health = _customers.Health();

        (await health.Send(Ask() with { Start = "goLive" })).Value.Total.MedianDays.ShouldBe(0);
    }

    [Fact]
    public async Task The_days_are_told_by_phase_those_still_waiting_apart()
    {
        var (quick, slow, left) = (_customers.Reaches(10), _customers.Reaches(40), _customers.Leaves(30));
        _customers.Phases.AddRange([
            new(quick, "introduction", Customers.Start.AddDays(-5)),
            new(slow, "introduction", Customers.Start.AddDays(4)),
            new(slow, "adoption", Customers.Start.AddDays(24)),
            new(left, "introduction", Customers.Start),
            new(left, "adoption", Customers.Start.AddDays(90)),
        ]);
        using var health = _customers.Health();

        var phases = (await health.Send(Ask())).Value.Total.Phases;

        // Reached: (10 + 20) / 2 in introduction, 16 / 2 in adoption, 4 / 2 before any phase; together the mean of 25.
        phases
            .Select(phase => (phase.Phase, phase.Reached, phase.Waiting))
            .ShouldBe([("introduction", 15, 30), ("adoption", 8, 0), (null, 2, 0)]);
        phases.Sum(phase => phase.Reached).ShouldBe((10 + 40) / 2.0);
    }

    [Fact]
    public async Task Groups_are_those_of_the_day_and_the_customers_behind_one_can_be_listed()
    {
        var version = new EnrolmentOf(Customers.Programme, 2, Customers.Start, null);
        var inTwo = _customers.Add(Guid.Empty, Customers.Start.AddDays(12), programme: version);
        _customers.Add(Guid.Empty, Customers.Start.AddDays(14), programme: version with { Number = 1 });
        var outside = _customers.Reaches(90);
        using var health = _customers.Health();
        var (sato, team) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        health.Owners[inTwo] = sato;
        health.Teams = [new TeamOn(team, "東日本", Guid.CreateVersion7(), [sato])];
        health.Tiers[outside] = 2;

        var byProgramme = (await health.Send(Ask("programme"))).Value.Groups;
        var byTeam = (await health.Send(Ask("team"))).Value.Groups;
        var byTier = (await health.Send(Ask())).Value.Groups;

        byProgramme
            .ToDictionary(group => group.Key ?? "-", group => group.MedianDays)
            .ShouldBe(
                new Dictionary<string, int?>
                {
                    ["standard/2"] = 12,
                    ["standard/1"] = 14,
                    ["-"] = 90,
                },
                ignoreOrder: true
            );
        byTeam
            .Select(group => (group.Key, group.Name, group.Customers))
            .ShouldBe([(null, null, 2), (team.ToString(), "東日本", 1)]);
        byTier.Select(group => (group.Key, group.Customers)).ShouldBe([(null, 2), ("2", 1)]);
        (
            await health.Send(
                new ListTimeToValueCustomers(
                    null,
                    "programme",
                    null,
                    ListAsk.Plain with
                    {
                        Filters = [new Filter("segment", FilterOperator.Eq, "standard/2")],
                    }
                )
            )
        )
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(inTwo);
    }

    [Fact]
    public async Task Only_customers_who_started_within_the_days_are_counted()
    {
        _customers.Reaches(10);
        _customers.Add(Guid.Empty, new(2026, 3, 5), contract: new(2026, 3, 1));
        using var health = _customers.Health();

        (await Within(new(2026, 1, 2), new(2026, 3, 1))).ShouldBe((1, 4));
        (await Within(null, new(2026, 2, 28))).ShouldBe((1, 10));
        (await Within(null, null)).ShouldBe((2, 4));

        async Task<(int, int?)> Within(DateOnly? from, DateOnly? to)
        {
            var total = (await health.Send(Ask() with { From = from, To = to })).Value.Total;
            return (total.Customers, total.MedianDays);
        }
    }

    [Fact]
    public async Task Customers_out_of_sight_are_left_out()
    {
        var mine = _customers.Reaches(10);
        _customers.Reaches(99);
        _customers.Scope = new AccountScope(All: false, new HashSet<Guid> { mine });
        using var health = _customers.Health();
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        var told = (await health.Send(Ask())).Value;

        (told.Total.Customers, told.Total.MedianDays).ShouldBe((1, 10));
        (await health.Send(new ListTimeToValueCustomers(null, null, null, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(mine);
        health.SignIn(Guid.CreateVersion7(), Role.Finance);
        (await health.Send(Ask())).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task What_is_not_known_or_not_there_is_refused()
    {
        using var health = _customers.Health();

        (await Code(Ask("colour"))).ShouldBe("health.time-to-value.unknown-grouping");
        (await Code(Ask() with { Start = "birth" })).ShouldBe("health.time-to-value.unknown-start");
        (await Code(Ask() with { AsOf = new(2026, 11, 21) })).ShouldBe("health.day-ahead");
        (await health.Send(new ListTimeToValueCustomers(null, "colour", null, ListAsk.Plain))).Error!.Code.ShouldBe(
            "health.time-to-value.unknown-grouping"
        );

        async Task<string> Code(GetTimeToValue ask) => (await health.Send(ask)).Error!.Code;
    }

    private static GetTimeToValue Ask(string by = "tier") => new(null, by, null, null, null);
}
