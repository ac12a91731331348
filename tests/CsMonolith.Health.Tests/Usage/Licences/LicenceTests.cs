using CsMonolith.Health.Usage.Licences;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Usage.Licences;

public sealed class LicenceTests
{
    private static readonly DateOnly Day = new(2026, 11, 2);
    private readonly Neighbours _neighbours = new();

    [Fact]
    public async Task Rates_are_assigned_over_purchased_and_active_over_assigned()
    {
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, Purchased: 10, Assigned: 8));
        await health.Load("usage", Use("U-1", Day, user: "a"), Use("U-2", Day, user: "b"));

        var rates = (await health.Send(new GetAccountUsageRates(Sakura, null))).Value;

        rates.Distribution.ShouldBe(new LicenceRate(0.8m, 8, 10, null, null));
        rates.Usage.ShouldBe(new LicenceRate(0.25m, 2, 8, null, null));
    }

    [Fact]
    public async Task Seats_of_the_contracts_stand_in_for_a_purchase_that_was_not_counted()
    {
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, Purchased: null, Assigned: 60));

        var rates = (await health.Send(new GetAccountUsageRates(Sakura, null))).Value;

        rates.Distribution.Value.ShouldBe(0.6m);
        (rates.Usage.Value, rates.Usage.NoValue).ShouldBe((null, NoRate.UsersUnknown));
    }

    [Fact]
    public async Task A_rate_over_zero_or_from_nothing_says_why_it_has_no_value()
    {
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, Purchased: 0, Assigned: 0));
        await health.Load("usage", Use("U-1", Day, user: "a"));

        var sakura = (await health.Send(new GetAccountUsageRates(Sakura, null))).Value;
        var fuji = (await health.Send(new GetAccountUsageRates(Fuji, null))).Value;

        (sakura.Distribution.NoValue, sakura.Usage.NoValue).ShouldBe((NoRate.NonePurchased, NoRate.NoneAssigned));
        (fuji.Distribution.NoValue, fuji.Usage.NoValue).ShouldBe((NoRate.AssignedUnknown, NoRate.UsersUnknown));
    }

    [Fact]
    public async Task A_corrected_count_leaves_the_past_as_it_was_known()
    {
        using var health = _neighbours.Health();
        health.Time.NoonOf(Day);
        await health.Send(new RecordLicenceCount(Sakura, Day, 10, 8));
        health.Time.NoonOf(Day.AddDays(5));
        await health.Send(new RecordLicenceCount(Sakura, Day, 10, 9));

        (await health.Send(new GetAccountUsageRates(Sakura, Day.AddDays(4)))).Value.Distribution.Numerator.ShouldBe(8);
        (await health.Send(new GetAccountUsageRates(Sakura, Day.AddDays(5)))).Value.Distribution.Numerator.ShouldBe(9);
    }

    [Fact]
    public async Task Rates_roll_up_by_industry_as_sums_over_sums()
    {
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, 90, 30));
        await health.Send(new RecordLicenceCount(Fuji, Day, 10, 10));

        var rates = (await health.Send(new GetUsageRates(null, "industry"))).Value;

        rates.Total.Distribution.ShouldBe(new LicenceRate(0.4m, 40, 100, null, null));
        rates
            .Groups.Select(group => (group.Name, group.Distribution.Value))
            .ShouldBe([("製造", 0.333333m), ("食品", 1m)], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_department_sees_no_rate_of_fewer_than_five_accounts()
    {
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, 90, 30));
        health.SignIn(Guid.CreateVersion7(), Role.OtherDepartment);

        var total = (await health.Send(new GetUsageRates(null, null))).Value.Total;

        (total.Distribution.Value, total.Distribution.NoValue).ShouldBe((null, NoRate.TooFewAccounts));
    }

    [Fact]
    public async Task A_small_group_cannot_be_worked_out_from_the_total()
    {
        using var health = _neighbours.Health();
        _neighbours.Crowd =
        [
            .. Enumerable
                .Range(0, 10)
                .Select(i => Account(Guid.CreateVersion7(), $"B-{i}", $"顧客{i}", tier: 1, i < 4 ? "製造" : "小売")),
        ];
        await health.Send(new RecordLicenceCount(Sakura, Day, 90, 30));
        await health.Send(new RecordLicenceCount(Fuji, Day, 10, 10));
        foreach (var account in _neighbours.Crowd)
        {
            await health.Send(new RecordLicenceCount(account.Id, Day, 20, 10));
        }

        health.SignIn(Guid.CreateVersion7(), Role.OtherDepartment);
        var rates = (await health.Send(new GetUsageRates(null, "industry"))).Value;

        // One account of 食品: were the five of 製造 shown, the total would tell it.
        rates.Total.Distribution.Value.ShouldNotBeNull();
        rates
            .Groups.Select(group => (group.Name, group.Distribution.Value is not null))
            .ShouldBe([("小売", true), ("製造", false), ("食品", false)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(Role.OtherDepartment)]
    [InlineData(Role.DataScientist)]
    public async Task A_newcomer_cannot_be_worked_out_by_subtracting_one_day_from_the_next(Role role)
    {
        var differences = new List<(long Purchased, long Assigned)>();
        foreach (var (purchased, assigned) in new[] { (31, 11), (37, 23), (49, 19) })
        {
            var neighbours = new Neighbours();
            using var health = neighbours.Health();
            health.SignIn(Guid.CreateVersion7(), Role.CsOps);
            neighbours.Crowd =
            [
                .. Enumerable.Range(0, 7).Select(i => Account(Guid.CreateVersion7(), $"B-{i}", $"顧客{i}", 1, "製造")),
            ];
            health.Time.NoonOf(Day.AddDays(-1));
            foreach (var account in neighbours.Crowd.Take(6))
            {
                await health.Send(new RecordLicenceCount(account.Id, Day.AddDays(-1), 50, 30));
            }

            health.Time.NoonOf(Day);
            await health.Send(new RecordLicenceCount(neighbours.Crowd[^1].Id, Day, purchased, assigned));
            health.SignIn(Guid.CreateVersion7(), role);
            var before = await Of(Day.AddDays(-1));
            var after = await Of(Day);
            differences.Add(
                (
                    after.Distribution.Denominator!.Value - before.Distribution.Denominator!.Value,
                    after.Distribution.Numerator!.Value - before.Distribution.Numerator!.Value
                )
            );
            (after.WithDistribution - before.WithDistribution).ShouldBe(0);

            async Task<UsageRateGroup> Of(DateOnly day) =>
                (await health.Send(new GetUsageRates(day, "industry"))).Value.Groups.Single(group =>
                    group.Name == "製造"
                );
        }

        // Whatever the newcomer has, the difference is the same: one base, or nothing.
        differences.Distinct().ShouldHaveSingleItem().ShouldBe((50, 0));
    }

    [Fact]
    public void One_account_more_moves_a_sum_by_nothing_or_by_one_base_whatever_it_has()
    {
        long[] members = [40, 40, 33, 21, 50];

        var steps = Enumerable
            .Range(1, 50)
            .Select(newcomer => GroupRounding.Sum([.. members, newcomer]) - GroupRounding.Sum(members))
            .Distinct();

        steps.ShouldBe([0L, 50L], ignoreOrder: true);
        GroupRounding.Sum(members).ShouldBe(200);
        (GroupRounding.Sum([]), GroupRounding.Sum([0, 0]), GroupRounding.Sum([21, 1, 1, 0, 0])).ShouldBe((0, 0, 50));
        GroupRounding.Count(14).ShouldBe(10);
    }

    [Fact]
    public async Task Rates_are_refused_by_an_unknown_grouping_and_hold_only_what_the_caller_sees()
    {
        _neighbours.Scope = new AccountScope(All: false, new HashSet<Guid> { Fuji });
        using var health = _neighbours.Health();
        await health.Send(new RecordLicenceCount(Sakura, Day, 90, 30));
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new GetUsageRates(null, "colour"))).Error!.Code.ShouldBe(
            "health.usage-rates.unknown-grouping"
        );
        (await health.Send(new GetUsageRates(null, "tier"))).Value.Total.Accounts.ShouldBe(1);
        (await health.Send(new GetAccountUsageRates(Sakura, null))).Error!.Code.ShouldBe("account.not-found");
    }

    [Fact]
    public async Task A_count_of_a_missing_account_or_a_day_to_come_is_refused()
    {
        using var health = _neighbours.Health();

        (await health.Send(new RecordLicenceCount(Guid.CreateVersion7(), Day, 1, 1))).Error!.Code.ShouldBe(
            "account.not-found"
        );
        (await health.Send(new RecordLicenceCount(Sakura, new DateOnly(2026, 11, 21), 1, 1))).Error!.Code.ShouldBe(
            "health.day-ahead"
        );
        (await health.Send(new RecordLicenceCount(Sakura, Day, -1, 1))).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task A_file_of_counts_is_stored_skipped_corrected_flagged_or_refused()
    {
        using var health = _neighbours.Health();

        var outcomes = await health.Load(
            "licences",
            Row("A-1", 10, 8),
            Row("A-1", 10, 8),
            Row("A-1", 10, 9),
            Row("A-2", 5, 6),
            Row("A-9", 1, 1),
            Row("A-1", 1, -1)
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Skipped, null),
                (RowFate.Updated, null),
                (RowFate.Created, "assigned"),
                (RowFate.Refused, "accountExternalId"),
                (RowFate.Refused, "assigned"),
            ]);
        (await health.InStore(db => db.Set<LicenceCount>().CountAsync())).ShouldBe(3);
        (await health.Send(new GetAccountUsageRates(Sakura, null))).Value.Distribution.Numerator.ShouldBe(9);
    }

    private static Dictionary<string, object?> Row(string account, long purchased, long assigned) =>
        new()
        {
            ["accountExternalId"] = account,
            ["on"] = Day,
            ["purchased"] = purchased,
            ["assigned"] = assigned,
        };
}
