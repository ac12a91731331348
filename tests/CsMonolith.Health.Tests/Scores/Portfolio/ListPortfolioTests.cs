using System.Text.Json;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Tests.Scores.Portfolio;

public sealed class ListPortfolioTests
{
    private static readonly Guid Account = Stage.Accounts[0];
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task An_account_whose_import_was_taken_back_is_in_the_portfolio_no_more()
    {
        using var health = Stage.Alone();
        await health.Hear(
            new AccountOpened(Account, "北斗製作所", null),
            new AccountOpened(Stage.Accounts[1], "みなと", null)
        );

        await health.Hear(new AccountWithdrawn(Account));

        (await health.Send(new ListPortfolio(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Name.ShouldBe("みなと");
    }

    [Fact]
    public async Task A_prospect_stands_in_the_portfolio_only_for_whoever_asks_until_it_is_won()
    {
        using var health = Stage.Alone();
        await health.Hear(new ProspectOpened(Account, "北斗製作所", new DateOnly(2026, 9, 1)));

        (await Names(null)).ShouldBeEmpty();
        (await Names("true")).ShouldBe(["北斗製作所"]);
        await health.Hear(new AccountOpened(Account, "北斗製作所", new DateOnly(2026, 11, 1)));
        (await Names(null)).ShouldBe(["北斗製作所"]);
        (await Names("true")).ShouldBeEmpty();

        async Task<IEnumerable<string>> Names(string? prospects) =>
            (
                await health.Send(
                    new ListPortfolio(
                        prospects is null
                            ? ListAsk.Plain
                            : ListAsk.Plain with
                            {
                                Filters = [new Filter("isProspect", FilterOperator.Eq, prospects)],
                            }
                    )
                )
            ).Value.Items.Select(line => line.Name);
    }

    [Fact]
    public async Task News_of_other_modules_fill_an_accounts_row()
    {
        using var health = Stage.Alone();

        await health.Hear(
            new AccountOpened(Account, "北斗製作所", new DateOnly(2026, 4, 1)),
            new AccountEnteredPhase(Account, "adoption", new DateOnly(2026, 6, 1)),
            new MrrMoved(
                Account,
                MovementKind.New,
                Money.Zero("JPY"),
                Money.Of("450000", "JPY"),
                new DateOnly(2026, 4, 1)
            )
        );

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();
        row.Reasons.ShouldBeEmpty();
        row.ShouldBe(
            new PortfolioLine(
                Account,
                "北斗製作所",
                "adoption",
                Tier: null,
                OwnerId: null,
                OwnerName: null,
                TeamId: null,
                TeamName: null,
                Money.Of("450000", "JPY"),
                Probability: null,
                Band: null,
                ExpectedLoss: null,
                ScoredAsOf: null,
                ModelVersion: null,
                row.Reasons,
                NextRenewalOn: null,
                LastContactOn: null
            )
        );
    }

    [Fact]
    public async Task News_that_come_late_do_not_overwrite_newer_ones()
    {
        using var health = Stage.Alone();

        await health.Hear(
            new AccountEnteredPhase(Account, "adoption", new DateOnly(2026, 6, 1)),
            new AccountEnteredPhase(Account, "onboarding", new DateOnly(2026, 4, 1)),
            new MrrMoved(
                Account,
                MovementKind.Expansion,
                Money.Zero("JPY"),
                Money.Of("9", "JPY"),
                new DateOnly(2026, 6, 1)
            ),
            new MrrMoved(Account, MovementKind.New, Money.Zero("JPY"), Money.Of("5", "JPY"), new DateOnly(2026, 4, 1))
        );

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();
        (row.Phase, row.Mrr).ShouldBe(("adoption", Money.Of("9", "JPY")));
    }

    [Fact]
    public async Task The_portfolio_is_filtered_and_sorted_by_the_house_grammar()
    {
        using var health = Stage.Alone();
        await health.Hear([
            .. Stage.Accounts.Take(5).Select((account, i) => new AccountOpened(account, $"顧客{i}", null)),
        ]);

        var page = await health.Send(
            new ListPortfolio(
                ListAsk.Plain with
                {
                    Filters = [new Filter("name", FilterOperator.Contains, "顧客3")],
                    Sort = [new SortKey("name", Descending: true)],
                }
            )
        );

        page.Value.Items.Single().AccountId.ShouldBe(Stage.Accounts[3]);
    }

    [Fact]
    public async Task A_partner_sees_no_prices_and_cannot_sort_by_them()
    {
        using var health = Stage.Alone();
        await health.Hear(
            new AccountOpened(Account, "北斗製作所", null),
            new MrrMoved(
                Account,
                MovementKind.New,
                Money.Zero("JPY"),
                Money.Of("450000", "JPY"),
                new DateOnly(2026, 4, 1)
            )
        );
        await health.InStore(async db =>
        {
            var stored = await db.Set<PortfolioRow>().SingleAsync();
            stored.Explain(ScoreOf(Account, 0.4, ("mrr", "450000", 0.5)));
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });
        health.SignIn(Guid.CreateVersion7(), Role.PartnerCsm);

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();

        (row.Name, row.Mrr, row.ExpectedLoss).ShouldBe(("北斗製作所", null, null));
        row.Reasons.ShouldBeEmpty();
        (
            await health.Send(new ListPortfolio(ListAsk.Plain with { Sort = [new SortKey("mrr", Descending: true)] }))
        ).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task Owner_team_tier_and_renewal_of_today_stand_in_each_row()
    {
        using var health = Stage.Alone();
        var (sato, ito, team) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (first, second) = (Stage.Accounts[0], Stage.Accounts[1]);
        health.Answers<TermsDue, IReadOnlyList<TermDue>>(_ =>
            [
                new TermDue(first, Today, new DateOnly(2027, 6, 30), WentOn: false),
                new TermDue(first, Today, new DateOnly(2027, 3, 31), WentOn: false),
            ]
        );
        await health.Hear(new AccountOpened(first, "一", null), new AccountOpened(second, "二", null));
        health.Owners[first] = sato;
        await health.Hear(new AccountOwnerChanged(first, ito, new DateOnly(2027, 4, 1)));

        // The event tells of a coming day, so today's owner is asked for; the rest comes with the next look.
        var heard = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single(row =>
            row.AccountId == first
        );
        (heard.OwnerId, heard.OwnerName, heard.Tier).ShouldBe((sato, HealthAlone.NameOf(sato), null));

        (health.Tiers[first], health.Tiers[second]) = (1, 2);
        health.Teams = [new TeamOn(team, "一課", ito, [sato])];
        (await Refresh(health)).ShouldBe(2);
        (await Refresh(health)).ShouldBe(0);

        var row = (await Ask(health, "tier", FilterOperator.Eq, "1")).ShouldHaveSingleItem();
        (row.AccountId, row.OwnerId, row.TeamId, row.TeamName, row.Tier, row.NextRenewalOn).ShouldBe(
            (first, sato, team, "一課", 1, new DateOnly(2027, 4, 1))
        );
        (await Ask(health, "ownerId", FilterOperator.Eq, $"{sato}")).ShouldHaveSingleItem().AccountId.ShouldBe(first);
        (await Ask(health, "teamId", FilterOperator.Eq, "null")).ShouldHaveSingleItem().AccountId.ShouldBe(second);
        (await Ask(health, "nextRenewalOn", FilterOperator.Lte, "2027-04-01"))
            .ShouldHaveSingleItem()
            .AccountId.ShouldBe(first);
    }

    [Fact]
    public async Task The_first_reasons_and_the_model_stand_in_each_row_and_are_filtered_by()
    {
        using var health = Stage.Alone();
        await health.Hold(Row(Account, 0.4), Row(Stage.Accounts[1], 0.2));
        await health.InStore(async db =>
        {
            var stored = await db.Set<PortfolioRow>().SingleAsync(row => row.AccountId == Account);
            stored.Explain(
                ScoreOf(
                    Account,
                    0.4,
                    ("departments_using", "3", 0.2),
                    ("days_since_use", "40", -0.9),
                    ("tier", "1", 0.1),
                    ("seats", "9", 0.05)
                )
            );
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });

        var row = (await Ask(health, "reason", FilterOperator.Eq, "days_since_use")).ShouldHaveSingleItem();

        row.Reasons.Select(reason => reason.Name).ShouldBe(["days_since_use", "departments_using", "tier"]);
        (await Ask(health, "modelVersion", FilterOperator.Eq, "1")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task MRR_is_filtered_in_major_units_as_it_is_shown()
    {
        using var health = Stage.Alone();
        await health.Hear(
            new MrrMoved(
                Account,
                MovementKind.New,
                Money.Zero("USD"),
                Money.Of("108.50", "USD"),
                new DateOnly(2026, 4, 1)
            )
        );

        (await Ask(health, "mrr", FilterOperator.Gte, "108.5")).ShouldHaveSingleItem();
        (await Ask(health, "mrr", FilterOperator.Gt, "108.5")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_the_list_lacks_is_refused_by_name()
    {
        using var health = Stage.Alone();

        (await health.Send(new ListPortfolio(ListAsk.Plain with { Sort = [new SortKey("owner", Descending: false)] })))
            .Error!.Fields.Single()
            .En.ShouldContain("owner");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_without_a_loss_come_last_on_every_page(bool descending)
    {
        using var health = Stage.Alone();
        var rows = Stage.Accounts.Take(7).Select((account, i) => Row(account, i < 4 ? 0.1 * (i + 1) : null)).ToList();
        await health.Hold(rows);
        var ask = ListAsk.Plain with { Limit = 2, Sort = [new SortKey("expectedLoss", descending)] };
        var walked = new List<Guid>();
        do
        {
            var page = (await health.Send(new ListPortfolio(ask))).Value;
            walked.AddRange(page.Items.Select(item => item.AccountId));
            ask = ask with { Cursor = page.NextCursor };
        } while (ask.Cursor is not null);

        walked.Count.ShouldBe(7);
        walked.Take(4).ShouldBe(descending ? Stage.Accounts.Take(4).Reverse() : Stage.Accounts.Take(4));
        walked.Skip(4).ShouldBe(Stage.Accounts.Skip(4).Take(3), ignoreOrder: true);
    }

    private static Task<int> Refresh(HealthAlone health) =>
        health.InScope(services => services.GetRequiredService<PortfolioKnowledge>().Refresh(CancellationToken.None));

    private static async Task<IReadOnlyList<PortfolioLine>> Ask(
        HealthAlone health,
        string field,
        FilterOperator how,
        string value
    ) =>
        (await health.Send(new ListPortfolio(ListAsk.Plain with { Filters = [new Filter(field, how, value)] })))
            .Value
            .Items;

    private static Score ScoreOf(
        Guid account,
        double probability,
        params (string Feature, string Value, double LogOdds)[] drivers
    ) =>
        new()
        {
            AccountId = account,
            AsOf = new DateOnly(2026, 10, 31),
            ModelVersion = "1",
            Outcome = "churned",
            HorizonDays = 90,
            Probability = probability,
            LogOdds = 0,
            BaseLogOdds = 0,
            BaseRate = 0.1,
            HasSignal = true,
            Band = ScoreBand.Medium,
            DriversJson = JsonSerializer.Serialize(
                drivers.Select(one => new StoredDriver(one.Feature, one.Value, one.LogOdds)),
                Wire.Json
            ),
            ScoredAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };

    private static PortfolioRow Row(Guid account, double? probability)
    {
        var row = new PortfolioRow(account);
        row.Pay(Money.Of("1000", "JPY"), new DateOnly(2026, 4, 1));
        if (probability is { } known)
        {
            var day = new DateOnly(2026, 10, 31);
            row.Take(
                ScoreOf(account, known),
                new Snapshot
                {
                    AccountId = account,
                    AsOf = day,
                    Features = "{}",
                },
                known: null
            );
        }

        return row;
    }
}
