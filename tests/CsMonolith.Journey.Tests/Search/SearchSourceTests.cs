using CsMonolith.Kernel;
using CsMonolith.Platform.Search;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Tests.Search;

public sealed class SearchSourceTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Accounts_are_found_by_name_or_external_id_the_nearest_first_and_so_many_at_most()
    {
        var nearest = await _journey.Open("みなと");
        await _journey.Open("みなとみらい");
        await _journey.Open("C-みなと");
        await _journey.Open("さくら");

        var found = await Find("ListAccounts", "ﾐﾅﾄ", AccountScope.Everything);

        found
            .Select(one => (one.Title, one.Detail, one.Rank))
            .ShouldBe([
                ("みなと社", "みなと", 0),
                ("みなとみらい社", "みなとみらい", 1),
                ("C-みなと社", "C-みなと", 2),
            ]);
        (found[0].Kind, found[0].Path).ShouldBe(("account", $"/v1/accounts/{nearest.Id}"));
        (await Find("ListAccounts", "みなと", AccountScope.Everything, limit: 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_out_of_the_scope_is_not_found()
    {
        var (own, _) = (await _journey.Open("みなと1"), await _journey.Open("みなと2"));

        (await Find("ListAccounts", "みなと", AccountScope.Of(own.Id))).ShouldHaveSingleItem().Id.ShouldBe(own.Id);
        (await Find("ListAccounts", "みなと", AccountScope.Of([]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task People_are_found_by_name_while_they_are_here_and_never_by_their_address()
    {
        var here = await _journey.Hire("ミナト");
        var gone = await _journey.Hire("みなと太郎");
        await _journey.InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    db.Attach(gone).Entity.Change(gone.Roles, new(2026, 11, 1), partnerId: null);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return 0;
        });

        (await Find("ListPeople", "みなと", AccountScope.Everything)).ShouldHaveSingleItem().Id.ShouldBe(here.Id);
        (await Find("ListPeople", "example.co.jp", AccountScope.Everything)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<FoundThing>> Find(string operation, string typed, AccountScope scope, int limit = 20) =>
        _journey.InScope(services =>
            services
                .GetServices<ISearchSource>()
                .Single(source => source.Operation == operation)
                .Find(SearchText.Of(typed), scope, limit, CancellationToken.None)
        );
}
