using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>Which knowledge a figure rests on.</summary>
internal enum RetentionBasis
{
    /// <summary>Everything that is known by now, or by a given day.</summary>
    Restated,

    /// <summary>What was frozen when each month was closed.</summary>
    AsClosed,
}

/// <summary>Which accounts, over which months, on which knowledge.</summary>
/// <param name="KnownOn">Only facts recorded by the end of that day; restated only.</param>
/// <param name="Pause">Instead of the policy's; restated only.</param>
/// <param name="Segment">An attribute of the account and its value: <c>industry:製造</c>.</param>
internal sealed record RetentionWindow(
    Month From,
    Month To,
    RetentionBasis Basis = RetentionBasis.Restated,
    ChurnDating? ChurnDating = null,
    DateOnly? KnownOn = null,
    Guid? OwnerId = null,
    int? Tier = null,
    string? Segment = null,
    PauseRule? Pause = null
);

/// <summary>The accounts from which retention is computed.</summary>
/// <param name="KnownAt">Facts recorded after it play no part.</param>
/// <param name="Dating">The rule of the window's last day.</param>
/// <param name="Scope">The accounts that the caller may see and asks for.</param>
/// <param name="Accounts">One for each account and currency.</param>
internal sealed record RetentionSource(
    DateTime KnownAt,
    ChurnDating Dating,
    AccountScope Scope,
    IReadOnlyList<IWindowed> Accounts
)
{
    /// <summary>Customers with a figure that were left out because what was asked for was not known of them.</summary>
    public IReadOnlyList<UnknownThen> NotKnownThen { get; init; } = [];

    /// <summary>The windows of all accounts between two months, without the empty ones.</summary>
    public IReadOnlyList<AccountWindow> Between(Month from, Month to)
    {
        var (first, last) = (from.First, to.Last);
        return [.. Accounts.Select(account => account.Between(first, last)).Where(window => !window.IsEmpty)];
    }
}

/// <summary>The accounts from which the retention of each product is computed.</summary>
/// <param name="ProductOf">By subscription.</param>
/// <param name="Products">By rising name.</param>
internal sealed record ProductSources(
    IReadOnlyDictionary<Guid, string> ProductOf,
    AccountScope Scope,
    IReadOnlyList<(string Product, RetentionSource Source)> Products
);

/// <summary>Reads the histories, or the frozen months, of the accounts that the caller may see and asks for.</summary>
internal sealed class RetentionReader(
    RevenueDb db,
    AccountVisibility visibility,
    FactReader reader,
    MrrHistoryReader histories,
    IMediator mediator,
    PolicyReader policies,
    MergeReader merges
)
{
    public async Task<Result<RetentionSource>> Open(RetentionWindow ask, CancellationToken cancellation)
    {
        var visible = await visibility.Accounts(cancellation);
        var scope = await Narrowed(visible, ask, cancellation);
        if (ask.Basis == RetentionBasis.AsClosed)
        {
            return await Closed(scope, ask, cancellation);
        }

        var (knownAt, rules) = await Known(ask, cancellation);
        var all = await histories.KnownAt(scope, knownAt, rules, cancellation);
        return Source(ask, knownAt, rules, scope, all) with
        {
            NotKnownThen = await NotKnownThen(visible, scope, ask, cancellation),
        };
    }

    /// <summary>Reads each product by itself: a customer counts in every product that it has.</summary>
    public async Task<Result<ProductSources>> OpenByProduct(RetentionWindow ask, CancellationToken cancellation)
    {
        if (ask.Basis == RetentionBasis.AsClosed)
        {
            return RetentionErrors.ClosesKnowNoProduct;
        }

        var scope = await Narrowed(await visibility.Accounts(cancellation), ask, cancellation);
        var (knownAt, rules) = await Known(ask, cancellation);
        var behind = (await merges.Read(cancellation)).At(knownAt).Behind(scope);
        var named = behind.All
            ? behind
            : new AccountScope(All: false, scope.Accounts.Concat(behind.Accounts).ToHashSet());
        var productOf = await db.Set<Subscription>()
            .AsNoTracking()
            .Within(named, row => row.AccountId)
            .Select(row => new { row.Id, row.Product })
            .ToDictionaryAsync(row => row.Id, row => row.Product, cancellation);
        var byProduct = (await reader.Read(scope, knownAt, cancellation))
            .SelectMany(facts =>
                facts
                    .GroupBy(fact => productOf[fact.SubscriptionId])
                    .Select(one => (Product: one.Key, History: AccountHistory.Of(facts.Key, one, rules)))
            )
            .ToLookup(one => one.Product, one => one.History);
        return new ProductSources(
            productOf,
            scope,
            [
                .. byProduct
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => (one.Key, Source(ask, knownAt, rules, scope, [.. one]))),
            ]
        );
    }

    /// <summary>Reads the histories of the accounts that the caller may see and asks for; restated only.</summary>
    public async Task<(
        DateTime KnownAt,
        IReadOnlyList<AccountHistory> Histories,
        IReadOnlyList<UnknownThen> NotKnownThen
    )> OpenHistories(RetentionWindow ask, CancellationToken cancellation)
    {
        var visible = await visibility.Accounts(cancellation);
        var scope = await Narrowed(visible, ask, cancellation);
        var (knownAt, rules) = await Known(ask, cancellation);
        return (
            knownAt,
            await histories.KnownAt(scope, knownAt, rules, cancellation),
            await NotKnownThen(visible, scope, ask, cancellation)
        );
    }

    private static RetentionSource Source(
        RetentionWindow ask,
        DateTime knownAt,
        RulesInForce rules,
        AccountScope scope,
        IReadOnlyList<AccountHistory> histories
    ) => new(knownAt, rules.On(ask.To.Last).ChurnDating, scope, histories);

    private async Task<(DateTime KnownAt, RulesInForce Rules)> Known(
        RetentionWindow ask,
        CancellationToken cancellation
    )
    {
        var now = db.Clock.Now;
        var knownAt = ask.KnownOn is { } day && db.Clock.EndOf(day) < now ? db.Clock.EndOf(day) : now;
        var decided = (await policies.Read(cancellation)).KnownAt(knownAt);
        return (
            knownAt,
            decided.With(rule =>
                rule with
                {
                    ChurnDating = ask.ChurnDating ?? rule.ChurnDating,
                    Pause = ask.Pause ?? rule.Pause,
                }
            )
        );
    }

    private async Task<Result<RetentionSource>> Closed(
        AccountScope scope,
        RetentionWindow ask,
        CancellationToken cancellation
    )
    {
        if (ask is not { ChurnDating: null, Pause: null, KnownOn: null })
        {
            return RetentionErrors.ClosesAreCounted;
        }

        var closes = await db.Set<MonthClose>()
            .AsNoTracking()
            .OrderBy(close => close.FirstDay)
            .ToListAsync(cancellation);
        if (closes.SingleOrDefault(close => close.Month == ask.To) is not { } last)
        {
            return LedgerErrors.NotClosed(
                closes.Count == 0 || ask.To.CompareTo(closes[0].Month) < 0 ? ask.To : closes[^1].Month.Plus(1)
            );
        }

        var survivors = (await merges.Read(cancellation)).At(last.ClosedAt);
        var rows = await db.Set<ClosedAccountMonth>()
            .AsNoTracking()
            .Within(survivors.Behind(scope), row => row.AccountId)
            .Where(row => row.FirstDay <= last.FirstDay)
            .ToListAsync(cancellation);
        var rules = (await policies.Read(cancellation)).KnownAt(last.ClosedAt);
        return new RetentionSource(
            last.ClosedAt,
            rules.On(ask.To.Last).ChurnDating,
            scope,
            [
                .. rows.GroupBy(row => new AccountCurrency(survivors.Of(row.AccountId), row.Currency))
                    .Select(account => new ClosedAccount(account.Key, account)),
            ]
        );
    }

    // Owner, tier and segment are those of the window's last day, by all that is known now or by the day asked for.
    private async Task<AccountScope> Narrowed(AccountScope scope, RetentionWindow ask, CancellationToken cancellation)
    {
        var kept = scope;
        foreach (var (trait, wanted) in Wanted(ask))
        {
            var traits = trait is { } named
                ? await mediator.Send(
                    new AccountTraitsOn(named, TraitDay(ask), wanted, KnownOn: ask.KnownOn),
                    cancellation
                )
                : new Dictionary<Guid, string>();
            kept = new AccountScope(All: false, traits.Keys.Where(kept.Holds).ToHashSet());
        }

        return kept;
    }

    private DateOnly TraitDay(RetentionWindow ask) => ask.To.Last < db.Clock.Today ? ask.To.Last : db.Clock.Today;

    // Figures of an owner as known on a day lack customers whose owner was learnt later: they are counted, so that an
    // answer without figures says why.
    private async Task<IReadOnlyList<UnknownThen>> NotKnownThen(
        AccountScope visible,
        AccountScope narrowed,
        RetentionWindow ask,
        CancellationToken cancellation
    )
    {
        var wanted = Wanted(ask).ToList();
        if (ask.KnownOn is null || wanted.Count == 0)
        {
            return [];
        }

        var (knownAt, rules) = await Known(ask, cancellation);
        var figured = (await histories.KnownAt(visible, knownAt, rules, cancellation))
            .Where(history => !history.Between(ask.From, ask.To).IsEmpty)
            .Select(history => history.AccountCurrency.AccountId)
            .Where(account => !narrowed.Holds(account))
            .ToHashSet();
        var unknown = new List<UnknownThen>();
        foreach (var trait in wanted.Select(one => one.Trait).OfType<AccountTrait>())
        {
            var groups = await TraitGroups.Read(mediator, trait, TraitDay(ask), ask.KnownOn, cancellation);
            var accounts = figured.Count(groups.IsLearntLater);
            if (accounts > 0)
            {
                unknown.Add(new UnknownThen(groups.NotKnownThen, accounts));
            }
        }

        return unknown;
    }

    private static IEnumerable<(AccountTrait? Trait, string Wanted)> Wanted(RetentionWindow ask)
    {
        if (ask.OwnerId is { } owner)
        {
            yield return (AccountTrait.Owner, owner.ToString());
        }

        if (ask.Tier is { } tier)
        {
            yield return (AccountTrait.Tier, tier.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        // An unknown attribute matches nobody.
        if (ask.Segment?.Split(':', 2) is [var name, var value])
        {
            yield return (
                name switch
                {
                    "industry" => AccountTrait.Industry,
                    "region" => AccountTrait.Region,
                    "acquiredThrough" => AccountTrait.AcquiredThrough,
                    _ => null,
                },
                value
            );
        }
    }
}
