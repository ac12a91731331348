using CsMonolith.Platform.Imports;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>The subscriptions of a file's accounts, stored and in the file, by their first and last days.</summary>
internal sealed class SubscriptionNeighbours
{
    private readonly HashSet<(Guid Account, DateOnly Day, string Id)> _starts = [];
    private readonly HashSet<(Guid Account, DateOnly Day, string Id)> _ends = [];
    private readonly ILookup<(Guid Account, DateOnly Day), string> _startsOn;
    private readonly ILookup<(Guid Account, DateOnly Day), string> _endsOn;

    private SubscriptionNeighbours(IEnumerable<(Guid Account, string Id, DateOnly? From, DateOnly? To)> all)
    {
        foreach (var (account, id, from, to) in all)
        {
            _ = from is { } start && _starts.Add((account, start, id));
            _ = to is { } end && _ends.Add((account, end, id));
        }

        _startsOn = _starts.ToLookup(one => (one.Account, one.Day), one => one.Id);
        _endsOn = _ends.ToLookup(one => (one.Account, one.Day), one => one.Id);
    }

    /// <summary>Reads those of a batch.</summary>
    public static async Task<SubscriptionNeighbours> Of(
        RevenueDb db,
        IReadOnlyDictionary<string, Guid> accounts,
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        var homes = accounts.Values.Distinct().ToList();
        var ids = rows.Select(row => row.Text("externalId")).OfType<string>().ToHashSet();
        var stored = await db.Set<Subscription>()
            .AsNoTracking()
            .Where(one => homes.Contains(one.AccountId) && one.VoidedAt == null)
            .Select(one => new
            {
                one.AccountId,
                one.ExternalId,
                one.StartsOn,
                one.LastPaidDay,
            })
            .ToListAsync(cancellation);
        return new SubscriptionNeighbours(
            stored
                .Where(one => !ids.Contains(one.ExternalId))
                .Select(one => (one.AccountId, one.ExternalId, (DateOnly?)one.StartsOn, one.LastPaidDay))
                .Concat(
                    rows.Where(row => accounts.ContainsKey(row.Text("accountExternalId") ?? ""))
                        .Select(row =>
                            (
                                accounts[row.Text("accountExternalId")!],
                                row.Text("externalId") ?? "",
                                row.Day("startsOn"),
                                row.Day("lastPaidDay")
                            )
                        )
                )
        );
    }

    /// <summary>
    /// The flag of a row that ends on the very day on which another subscription of the account begins: one of them may
    /// mean "until but not including".
    /// </summary>
    public RowOutcome? Doubt(RowOutcome outcome, ReadSubscription row, ImportRow file)
    {
        var account = file.Text("accountExternalId");
        return row.LastPaidDay is { } end
            && _startsOn[(row.AccountId, end)].FirstOrDefault(id => id != row.ExternalId) is { } next
                ? Flag("lastPaidDay", end, next)
            : _endsOn[(row.AccountId, row.StartsOn)].FirstOrDefault(id => id != row.ExternalId) is { } before
                ? Flag("startsOn", row.StartsOn, before)
            : null;

        RowOutcome Flag(string column, DateOnly day, string other) =>
            outcome.Flagged(
                column,
                $"{account} has two subscriptions, '{row.ExternalId}' and '{other}', one of which ends on the day on "
                    + $"which the other begins: is {day:yyyy-MM-dd} still paid by both? If ends are not meant "
                    + "themselves, set exclusiveEnd for the column and load the file again.",
                $"顧客「{account}」の契約「{row.ExternalId}」と「{other}」は、一方の終了日に他方が始まります。{day:yyyy-MM-dd} は両方の支払い対象ですか。"
                    + "終了日を含まない場合は、列に exclusiveEnd を指定して取り込み直してください。"
            );
    }
}
