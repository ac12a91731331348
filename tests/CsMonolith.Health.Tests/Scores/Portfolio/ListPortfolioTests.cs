using CsMonolith.Health.Contracts;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Scores.Portfolio;

public sealed class ListPortfolioTests
{
    private static readonly Guid Account = Stage.Accounts[0];

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

        (await health.Send(new ListPortfolio(ListAsk.Plain)))
            .Value.Items.Single()
            .ShouldBe(
                new PortfolioLine(
                    Account,
                    "北斗製作所",
                    "adoption",
                    Money.Of("450000", "JPY"),
                    null,
                    null,
                    null,
                    null,
                    null
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
        health.SignIn(Guid.CreateVersion7(), Role.PartnerCsm);

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();

        (row.Name, row.Mrr, row.ExpectedLoss).ShouldBe(("北斗製作所", null, null));
        (
            await health.Send(new ListPortfolio(ListAsk.Plain with { Sort = [new SortKey("mrr", Descending: true)] }))
        ).Error!.Kind.ShouldBe(ErrorKind.Invalid);
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

    private static PortfolioRow Row(Guid account, double? probability)
    {
        var row = new PortfolioRow(account);
        row.Pay(Money.Of("1000", "JPY"), new DateOnly(2026, 4, 1));
        if (probability is { } known)
        {
            var day = new DateOnly(2026, 10, 31);
            row.Take(
                new Score
                {
                    AccountId = account,
                    AsOf = day,
                    ModelVersion = "1",
                    Outcome = "churned",
                    HorizonDays = 90,
                    Probability = known,
                    LogOdds = 0,
                    BaseLogOdds = 0,
                    BaseRate = 0.1,
                    HasSignal = true,
                    Band = ScoreBand.Medium,
                    DriversJson = "[]",
                    ScoredAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
                },
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
