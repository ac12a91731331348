using CsMonolith.Journey.Accounts;

namespace CsMonolith.Journey.Tests.Accounts;

public sealed class OrderByOwnerTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Pages_by_owner_hold_everyone_once_and_those_without_an_owner_last()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var accounts = new List<Guid>();
        foreach (var (owner, i) in new[] { sato, suzuki, null, sato }.Select((owner, i) => (owner, i)))
        {
            accounts.Add((await _journey.Open($"C-{i}")).Id);
            await (owner is null ? Task.CompletedTask : _journey.Own(accounts[i], owner));
        }

        var seen = new List<Guid>();
        for (var ask = ListAsk.Plain with { Sort = [new SortKey("ownerId", Descending: false)], Limit = 1 }; ; )
        {
            var page = (await _journey.Send(new ListAccounts(ask))).Value;
            seen.AddRange(page.Items.Select(row => row.Id));
            if (page.NextCursor is null)
            {
                break;
            }

            ask = ask with { Cursor = page.NextCursor };
        }

        seen.ShouldBe(accounts, ignoreOrder: true);
        seen[^1].ShouldBe(accounts[2]);
        (
            await _journey.Send(
                new ListAccounts(
                    ListAsk.Plain with
                    {
                        Filters = [new Filter("ownerId", FilterOperator.Gte, $"{new[] { sato.Id, suzuki.Id }.Min()}")],
                    }
                )
            )
        ).Value.Items.Count.ShouldBe(3);
    }
}
