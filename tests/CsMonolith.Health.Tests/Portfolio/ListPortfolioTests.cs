using CsMonolith.Health.Portfolio;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Portfolio;

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
            new MrrMoved(Account, MovementKind.New, Money.Zero("JPY"), Money.Of("450000", "JPY"), new DateOnly(2026, 4, 1)));

        (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single()
            .ShouldBe(new PortfolioLine(Account, "北斗製作所", "adoption", Money.Of("450000", "JPY"), null, null, null, null, null));
    }

    [Fact]
    public async Task News_that_come_late_do_not_overwrite_newer_ones()
    {
        using var health = Stage.Alone();

        await health.Hear(
            new AccountEnteredPhase(Account, "adoption", new DateOnly(2026, 6, 1)),
            new AccountEnteredPhase(Account, "onboarding", new DateOnly(2026, 4, 1)),
            new MrrMoved(Account, MovementKind.Expansion, Money.Zero("JPY"), Money.Of("9", "JPY"), new DateOnly(2026, 6, 1)),
            new MrrMoved(Account, MovementKind.New, Money.Zero("JPY"), Money.Of("5", "JPY"), new DateOnly(2026, 4, 1)));

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();
        (row.Phase, row.Mrr).ShouldBe(("adoption", Money.Of("9", "JPY")));
    }

    [Fact]
    public async Task The_portfolio_is_filtered_and_sorted_by_the_house_grammar()
    {
        using var health = Stage.Alone();
        await health.Hear([.. Stage.Accounts.Take(5).Select((account, i) => new AccountOpened(account, $"顧客{i}", null))]);

        var page = await health.Send(new ListPortfolio(ListAsk.Plain with { Filters = [new Filter("name", FilterOperator.Contains, "顧客3")], Sort = [new SortKey("name", Descending: true)] }));

        page.Value.Items.Single().AccountId.ShouldBe(Stage.Accounts[3]);
    }

    [Fact]
    public async Task A_partner_sees_no_prices_and_cannot_sort_by_them()
    {
        using var health = Stage.Alone();
        await health.Hear(new AccountOpened(Account, "北斗製作所", null), new MrrMoved(Account, MovementKind.New, Money.Zero("JPY"), Money.Of("450000", "JPY"), new DateOnly(2026, 4, 1)));
        health.SignIn(Guid.CreateVersion7(), Role.PartnerCsm);

        var row = (await health.Send(new ListPortfolio(ListAsk.Plain))).Value.Items.Single();

        (row.Name, row.Mrr, row.ExpectedLoss).ShouldBe(("北斗製作所", null, null));
        (await health.Send(new ListPortfolio(ListAsk.Plain with { Sort = [new SortKey("mrr", Descending: true)] }))).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task A_field_that_the_list_lacks_is_refused_by_name()
    {
        using var health = Stage.Alone();

        (await health.Send(new ListPortfolio(ListAsk.Plain with { Sort = [new SortKey("owner", Descending: false)] }))).Error!.Fields.Single().En.ShouldContain("owner");
    }
}
