using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Keeps the list of renewals in line with the contracts: lists the term that runs and those that ran, and settles or
/// opens again what the contract decides. Run again, it changes nothing.
/// </summary>
internal sealed class RenewalKeeper(RevenueDb db, FactReader reader, PolicyReader policies, MergeReader merges)
    : IFollowsFacts
{
    private const int IdsAtOnce = 1000;

    /// <summary>Brings the renewals of some accounts in line.</summary>
    /// <param name="accounts">The accounts, with all that merges ever tied to them.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many were put on the list.</returns>
    public async Task<int> Keep(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        // What the caller has changed is noted as an import's, if one is in progress; what follows here is not.
        await db.SaveChangesAsync(cancellation);
        var rules = (await policies.Read(cancellation)).KnownAt(DateTime.MaxValue);
        var owners = (await merges.Read(cancellation)).At(db.Clock.Now);
        var (subscriptions, renewals) = (new Dictionary<Guid, Subscription>(), new List<Renewal>());
        foreach (var some in accounts.Chunk(IdsAtOnce))
        {
            // Renewals before facts: whoever adds facts meanwhile raises the versions that were read here.
            renewals.AddRange(
                await db.Set<Renewal>().Where(row => some.Contains(row.AccountId)).ToListAsync(cancellation)
            );
            foreach (
                var row in await db.Set<Subscription>()
                    .AsNoTracking()
                    .Where(row => some.Contains(row.AccountId))
                    .ToListAsync(cancellation)
            )
            {
                subscriptions.Add(row.Id, row);
            }
        }

        var facts = await reader.Stored(accounts, knownAt: null, cancellation);
        var listed = renewals.ToLookup(row => row.SubscriptionId);
        var contracts = facts
            .GroupBy(fact => fact.SubscriptionId)
            .Where(group => subscriptions.ContainsKey(group.Key))
            .Select(group => new ContractTerms(
                subscriptions[group.Key],
                [.. group.OrderBy(fact => fact.Ordinal)],
                rules,
                [.. listed[group.Key]],
                db.Clock
            ))
            .ToList();
        var opened = contracts.SelectMany(contract => contract.Missing()).ToList();
        db.AddRange(opened);
        var standing = contracts.Select(contract => contract.Subscription.Id).ToHashSet();
        foreach (var gone in renewals.Where(row => !standing.Contains(row.SubscriptionId)))
        {
            gone.Withdraw(db.Clock.Today);
        }

        foreach (var customer in contracts.GroupBy(contract => owners.Of(contract.Subscription.AccountId)))
        {
            Settle([.. customer]);
        }

        using (db.Import.Aside())
        {
            await db.SaveChangesAsync(cancellation);
        }

        return opened.Count;
    }

    Task IFollowsFacts.Follow(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation) =>
        Keep(accounts, cancellation);

    private static void Settle(IReadOnlyList<ContractTerms> ofCustomer)
    {
        var replaced = new List<(ContractTerms Contract, Renewal Row, ContractTerms[] By)>();
        foreach (var contract in ofCustomer)
        {
            foreach (var row in contract.Rows)
            {
                if (contract.Replacing(row, ofCustomer) is { Length: > 0 } by)
                {
                    replaced.Add((contract, row, by));
                }
                else
                {
                    row.Follow(contract.TermsOf(row.DueOn), contract.OutcomeOf(row));
                }
            }
        }

        // Where one new contract takes the place of several, its MRR is divided: each gets up to what it was due, the
        // last what is left over.
        foreach (
            var group in replaced.GroupBy(one =>
                string.Join(',', one.By.Select(other => other.Subscription.Id).Order())
            )
        )
        {
            var rows = group.OrderBy(one => (one.Row.DueOn, one.Row.Id)).ToList();
            var left = rows[0].Contract.MrrOf(rows[0].By);
            foreach (var (i, (contract, row, by)) in rows.Index())
            {
                var terms = contract.TermsOf(row.DueOn);
                var minor =
                    left is not { } rest ? row.DueMinor
                    : i == rows.Count - 1 ? rest
                    : Math.Min(rest, terms.DueMinor ?? rest);
                left -= minor;
                row.Follow(terms, TermOutcome.Renewed(contract.KnownOn(by), minor));
            }
        }
    }
}
