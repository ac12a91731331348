using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>By what figures are told apart.</summary>
internal enum MeasureGroup
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Industry.</summary>
    Industry,

    /// <summary>Region.</summary>
    Region,

    /// <summary>Tier.</summary>
    Tier,

    /// <summary>Whoever looks after the customer on the window's last day.</summary>
    Owner,

    /// <summary>The way by which the customer was won.</summary>
    AcquiredThrough,

    /// <summary>The partner organisation that looks after the customer at present.</summary>
    Partner,

    /// <summary>
    /// What is subscribed to. A customer counts once in each product that it has, so a product added to another is new
    /// in its own figure; MRR adds up over products, customers do not.
    /// </summary>
    Product,
}

/// <summary>The customers and terms behind the rates of one window and one pack.</summary>
/// <param name="Accounts">Every customer with a figure, in the currency of the figure.</param>
/// <param name="Due">Terms that end in the window, with their factor; none but for a pack whose base they are.</param>
internal sealed record MeasureSource(
    DateTime KnownAt,
    ILookup<string, MeasuredAccount> Accounts,
    ILookup<string, (Renewal Renewal, Ratio Factor)> Due
)
{
    /// <summary>
    /// Customers with a figure that a filter left out, since what was asked for was not known of them.
    /// </summary>
    public IReadOnlyList<UnknownThen> NotKnownThen { get; init; } = [];

    /// <summary>The currencies in which there is a figure.</summary>
    public IEnumerable<string> Currencies =>
        Accounts.Select(group => group.Key).Union(Due.Select(group => group.Key)).Order(StringComparer.Ordinal);

    /// <summary>The rates of a pack in one currency.</summary>
    public RetentionRates Rates(string currency, DefinitionPack pack) => Rates(pack, Accounts[currency], Due[currency]);

    /// <summary>The rates of a pack, of some customers and terms in one currency.</summary>
    public static RetentionRates Rates(
        DefinitionPack pack,
        IEnumerable<MeasuredAccount> accounts,
        IEnumerable<(Renewal Renewal, Ratio Factor)> due
    ) =>
        pack.Base == MeasureBase.RenewalBase
            ? RetentionRates.OfRenewals([.. due])
            : RetentionRates.OfCohort(accounts, pack);
}

/// <summary>
/// Reads what measures are worked out from: windows by a pack's rules, converted into the reporting currency where one
/// is decided.
/// </summary>
internal sealed class MeasureReader(
    RevenueDb db,
    RetentionReader retention,
    RenewalOutlook renewals,
    PolicyReader policies,
    RateReader rates,
    ClosedWaterfall closed,
    IMediator mediator
)
{
    public async Task<Result<MeasureSource>> Open(
        RetentionWindow ask,
        DefinitionPack pack,
        CancellationToken cancellation
    )
    {
        // Frozen figures were counted by the rules of their close; a pack's own dating needs facts.
        var window = ask with
        {
            ChurnDating = pack.ChurnDating,
            Pause = pack.Pause,
        };
        var opened = await retention.Open(window, cancellation);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var due = await Due(ask, pack, opened.Value.Scope, cancellation);
        return await Measured(ask, opened.Value, due, cancellation);
    }

    /// <summary>Reads each product by itself, by rising name; restated only.</summary>
    public async Task<Result<List<(string Product, MeasureSource Source)>>> OpenByProduct(
        RetentionWindow ask,
        DefinitionPack pack,
        CancellationToken cancellation
    )
    {
        var opened = await retention.OpenByProduct(
            ask with
            {
                ChurnDating = pack.ChurnDating,
                Pause = pack.Pause,
            },
            cancellation
        );
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var due = (await Due(ask, pack, opened.Value.Scope, cancellation)).ToLookup(one =>
            opened.Value.ProductOf[one.SubscriptionId]
        );
        var products = new List<(string Product, MeasureSource Source)>();
        foreach (var (product, source) in opened.Value.Products)
        {
            var measured = await Measured(ask, source, [.. due[product]], cancellation);
            if (measured.Error is { } missing)
            {
                return missing;
            }

            products.Add((product, measured.Value));
        }

        return products;
    }

    private async Task<List<Renewal>> Due(
        RetentionWindow ask,
        DefinitionPack pack,
        AccountScope scope,
        CancellationToken cancellation
    ) =>
        pack.Base == MeasureBase.RenewalBase
            ?
            [
                // A term that runs still is neither renewed nor lost.
                .. (await renewals.Terms(scope, ask.From.First, ask.To.Last, cancellation)).Where(term =>
                    term.IsDecidedOn(db.Clock.Today)
                ),
            ]
            : [];

    private async Task<Result<MeasureSource>> Measured(
        RetentionWindow ask,
        RetentionSource source,
        List<Renewal> due,
        CancellationToken cancellation
    )
    {
        var known = source.KnownAt;
        var rules = (await policies.Read(cancellation)).KnownAt(known).On(ask.To.Last);
        var table = await rates.Read(known, rules.RateMaxAgeDays, cancellation);
        var (before, last) = (ask.From.First.AddDays(-1), ask.To.Last < db.Clock.Today ? ask.To.Last : db.Clock.Today);
        var windows = source.Between(ask.From, ask.To);
        var frozen =
            ask.Basis == RetentionBasis.AsClosed
                ? await closed.FrozenFactors(ask.From, ask.To, cancellation)
                : ClosedFactors.None;
        var factors = new Dictionary<string, Factors>(StringComparer.Ordinal);
        foreach (
            var currency in windows
                .Select(one => one.AccountCurrency.Currency)
                .Concat(due.Select(one => one.Currency))
                .Distinct()
        )
        {
            var reporting = rules.ReportingCurrency ?? currency;
            var start = frozen.Start(currency, reporting) is { } opening
                ? opening
                : table.Factor(currency, reporting, before);
            var end = frozen.End(currency, reporting) is { } closing
                ? closing
                : table.Factor(currency, reporting, last);
            if ((start.Error ?? end.Error) is { } missing)
            {
                return missing;
            }

            factors.Add(currency, currency == reporting ? Factors.One : new Factors(start.Value, end.Value));
        }

        return new MeasureSource(
            known,
            windows.ToLookup(
                one => rules.ReportingCurrency ?? one.AccountCurrency.Currency,
                one => new MeasuredAccount(one, factors[one.AccountCurrency.Currency])
            ),
            due.ToLookup(one => rules.ReportingCurrency ?? one.Currency, one => (one, factors[one.Currency].Start))
        )
        {
            NotKnownThen = source.NotKnownThen,
        };
    }

    /// <summary>
    /// The group of each account on the window's last day, by all that is known now or by the day asked for. What a
    /// close freezes is MRR and not who looks after a customer, so closed figures are grouped by all that is known now,
    /// as pay is.
    /// </summary>
    public Task<TraitGroups> Groups(MeasureGroup by, RetentionWindow window, CancellationToken cancellation) =>
        TraitGroups.Read(
            mediator,
            by switch
            {
                MeasureGroup.Industry => AccountTrait.Industry,
                MeasureGroup.Region => AccountTrait.Region,
                MeasureGroup.AcquiredThrough => AccountTrait.AcquiredThrough,
                MeasureGroup.Tier => AccountTrait.Tier,
                MeasureGroup.Owner => AccountTrait.Owner,
                MeasureGroup.Partner => AccountTrait.Partner,
                _ => throw new ArgumentOutOfRangeException(nameof(by), by, "It is no trait of an account."),
            },
            window.To.Last < db.Clock.Today ? window.To.Last : db.Clock.Today,
            window.KnownOn,
            cancellation
        );
}
