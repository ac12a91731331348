using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions.Invoices;

namespace CsMonolith.Revenue.Retention.Finance;

/// <summary>Compares finance's month-end MRR with ours, customer by customer.</summary>
internal sealed class FinanceComparison(RevenueDb db, RetentionReader reader, BilledMonth billed, IMediator mediator)
{
    /// <summary>Compares a month.</summary>
    /// <param name="month">Whose end is compared.</param>
    /// <param name="lines">
    /// What finance has; a customer twice in a currency is refused, with the place in the list.
    /// </param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<Result<Reconciliation>> Of(
        Month month,
        IReadOnlyList<FinanceLine> lines,
        CancellationToken cancellation
    )
    {
        if (Twice(lines) is { Count: > 0 } twice)
        {
            return PlatformErrors.Invalid(twice);
        }

        var known = await Known(lines, cancellation);
        var (ours, basis, views) = await Views(month, cancellation);
        var theirs = lines.ToLookup(line => line.Mrr.Currency);
        var currencies = theirs
            .Select(group => group.Key)
            .Union(ours.Select(one => one.Key.Currency))
            .Order(StringComparer.Ordinal);
        var names = (
            await mediator.Send(
                new AccountsAsOf(
                    [.. ours.Keys.Select(accountCurrency => accountCurrency.AccountId).Distinct()],
                    db.Clock.Today
                ),
                cancellation
            )
        ).ToDictionary(account => account.Id, account => account.ExternalId);
        return new Reconciliation(
            month,
            basis,
            db.Clock.Now,
            [.. currencies.Select(currency => Compare(currency, [.. theirs[currency]], ours, known, names, views))]
        );
    }

    private static List<FieldFault> Twice(IReadOnlyList<FinanceLine> lines)
    {
        var seen = new HashSet<(string, string)>();
        return
        [
            .. lines
                .Select((line, i) => (line, i))
                .Where(one => !seen.Add((one.line.AccountExternalId, one.line.Mrr.Currency)))
                .Take(100)
                .Select(one => new FieldFault(
                    $"/lines/{one.i}",
                    $"'{one.line.AccountExternalId}' is in the list twice in {one.line.Mrr.Currency}. Put its "
                        + "lines together.",
                    $"「{one.line.AccountExternalId}」の{one.line.Mrr.Currency}の行が重複しています。1行にまとめてください。"
                )),
        ];
    }

    private async Task<Dictionary<string, Guid>> Known(IReadOnlyList<FinanceLine> lines, CancellationToken cancellation)
    {
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var ids in lines.Select(line => line.AccountExternalId).Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            foreach (var (externalId, account) in await mediator.Send(new AccountsByExternalId(ids), cancellation))
            {
                known[externalId] = account;
            }
        }

        return known;
    }

    // The same month seen by other definitions, in the order in which they are tried as an explanation.
    private async Task<(
        IReadOnlyDictionary<AccountCurrency, long> Ours,
        RetentionBasis Basis,
        IReadOnlyList<(DifferenceCause Cause, IReadOnlyDictionary<AccountCurrency, long> Ends)> Views
    )> Views(Month month, CancellationToken cancellation)
    {
        var window = new RetentionWindow(month, month);
        var (closed, now) = (
            await Ends(window with { Basis = RetentionBasis.AsClosed }, month, cancellation),
            await Ends(window, month, cancellation)
        );
        var views = new List<(DifferenceCause, IReadOnlyDictionary<AccountCurrency, long>)>
        {
            (DifferenceCause.LearntAfterClose, now!),
        };
        foreach (var dating in Enum.GetValues<ChurnDating>())
        {
            views.Add(
                (DifferenceCause.Dating, (await Ends(window with { ChurnDating = dating }, month, cancellation))!)
            );
        }

        foreach (var pause in Enum.GetValues<PauseRule>())
        {
            views.Add((DifferenceCause.Pause, (await Ends(window with { Pause = pause }, month, cancellation))!));
        }

        var before = month.Plus(-1);
        views.Add(
            (DifferenceCause.MonthBefore, (await Ends(new RetentionWindow(before, before), before, cancellation))!)
        );
        views.Add((DifferenceCause.Invoiced, await billed.Of(month, cancellation)));
        return (closed ?? now!, closed is null ? RetentionBasis.Restated : RetentionBasis.AsClosed, views);
    }

    private async Task<Dictionary<AccountCurrency, long>?> Ends(
        RetentionWindow window,
        Month month,
        CancellationToken cancellation
    )
    {
        var opened = await reader.Open(window, cancellation);
        return opened.Error is null
            ? opened
                .Value.Between(month, month)
                .Where(one => one.End > 0)
                .ToDictionary(one => one.AccountCurrency, one => one.End)
            : null;
    }

    private static CurrencyReconciliation Compare(
        string currency,
        List<FinanceLine> theirs,
        IReadOnlyDictionary<AccountCurrency, long> ours,
        Dictionary<string, Guid> known,
        Dictionary<Guid, string> names,
        IReadOnlyList<(DifferenceCause Cause, IReadOnlyDictionary<AccountCurrency, long> Ends)> views
    )
    {
        var pairs = theirs
            .Select(line =>
                (
                    line.AccountExternalId,
                    Account: known.TryGetValue(line.AccountExternalId, out var id) ? id : (Guid?)null,
                    Theirs: (long?)line.Mrr.Minor
                )
            )
            .ToList();
        var named = pairs.Select(pair => pair.Account).OfType<Guid>().ToHashSet();
        pairs.AddRange(
            ours.Keys.Where(accountCurrency =>
                    accountCurrency.Currency == currency && !named.Contains(accountCurrency.AccountId)
                )
                .Select(accountCurrency =>
                    (
                        names.GetValueOrDefault(accountCurrency.AccountId) ?? accountCurrency.AccountId.ToString(),
                        (Guid?)accountCurrency.AccountId,
                        (long?)null
                    )
                )
        );
        var compared = pairs
            .Select(pair =>
                (
                    pair.AccountExternalId,
                    pair.Account,
                    Theirs: pair.Theirs ?? 0,
                    Ours: Ours(pair.Account),
                    IsNamed: pair.Theirs is not null
                )
            )
            .ToList();
        var apart = compared
            .Where(one => one.Theirs != one.Ours)
            .Select(one => new CustomerDifference(
                one.AccountExternalId,
                one.Account,
                In(one.Theirs),
                In(one.Ours),
                In(one.Theirs - one.Ours),
                DifferenceCauses.Of(one.Account is null, one.IsNamed, one.Theirs, one.Ours, Seen(one.Account))
            ))
            .ToList();
        return new CurrencyReconciliation(
            currency,
            In(compared.Sum(one => one.Theirs)),
            In(compared.Sum(one => one.Ours)),
            In(compared.Sum(one => one.Theirs - one.Ours)),
            compared.Count - apart.Count,
            [
                .. apart
                    .GroupBy(one => one.Cause)
                    .OrderBy(group => group.Key)
                    .Select(group => new CauseOfDifference(
                        group.Key,
                        group.Count(),
                        In(group.Sum(one => one.Difference.Minor))
                    )),
            ],
            [
                .. apart
                    .OrderByDescending(one => Math.Abs(one.Difference.Minor))
                    .ThenBy(one => one.AccountExternalId, StringComparer.Ordinal),
            ]
        );

        long Ours(Guid? account) => End(ours, account);

        // Without an invoice it is unknown what was billed, which is not the same as zero.
        IEnumerable<(DifferenceCause, long)> Seen(Guid? account) =>
            views
                .Where(view =>
                    view.Cause != DifferenceCause.Invoiced
                    || (account is { } id && view.Ends.ContainsKey(new AccountCurrency(id, currency)))
                )
                .Select(view => (view.Cause, End(view.Ends, account)));

        long End(IReadOnlyDictionary<AccountCurrency, long> ends, Guid? account) =>
            account is { } id ? ends.GetValueOrDefault(new AccountCurrency(id, currency)) : 0;
        Money In(long minor) => new(minor, currency);
    }
}
