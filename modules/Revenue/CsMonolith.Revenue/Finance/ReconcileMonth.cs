using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Finance;

/// <summary>Lay finance's month-end MRR beside ours and say, customer by customer, why they differ. Nothing is stored but that it was asked.</summary>
/// <param name="Lines">What finance has, each customer once in a currency.</param>
internal sealed record ReconcileMonth(Month Month, IReadOnlyList<FinanceLine> Lines) : ICommand<Reconciliation>;

/// <param name="AccountExternalId">The customer's number.</param>
/// <param name="Mrr">At the end of the month.</param>
internal sealed record FinanceLine(string AccountExternalId, Money Mrr);

/// <param name="Basis">What ours is: as closed if the month is closed, else what is known now.</param>
/// <param name="Currencies">Unlike currencies are never added.</param>
internal sealed record Reconciliation(Month Month, RetentionBasis Basis, DateTime AsOf, IReadOnlyList<CurrencyReconciliation> Currencies);

/// <param name="Difference">Theirs less ours: the causes add up to it exactly, and so do the customers.</param>
/// <param name="Agreeing">Customers on whom both agree.</param>
internal sealed record CurrencyReconciliation(
    string Currency, Money Theirs, Money Ours, Money Difference, int Agreeing, IReadOnlyList<CauseOfDifference> Causes, IReadOnlyList<CustomerDifference> Customers);

internal sealed record CauseOfDifference(DifferenceCause Cause, int Customers, Money Difference);

/// <param name="AccountId">Absent where finance names a number that we do not know.</param>
internal sealed record CustomerDifference(string AccountExternalId, Guid? AccountId, Money Theirs, Money Ours, Money Difference, DifferenceCause Cause);

internal sealed class ReconcileMonthValidator : AbstractValidator<ReconcileMonth>
{
    private const int MostLines = 20_000;

    public ReconcileMonthValidator()
    {
        RuleFor(ask => ask.Lines.Count).InclusiveBetween(1, MostLines).OverridePropertyName(nameof(ReconcileMonth.Lines));
        RuleForEach(ask => ask.Lines).SetValidator(new FinanceLineValidator());
    }
}

internal sealed class FinanceLineValidator : AbstractValidator<FinanceLine>
{
    public FinanceLineValidator()
    {
        RuleFor(line => line.AccountExternalId).NotEmpty().MaximumLength(100);
        RuleFor(line => line.Mrr.Minor).GreaterThanOrEqualTo(0).OverridePropertyName(nameof(FinanceLine.Mrr));
    }
}

internal sealed class ReconcileMonthHandler(RevenueDb db, RetentionBook book, IMediator mediator) : IRequestHandler<ReconcileMonth, Result<Reconciliation>>
{
    public async Task<Result<Reconciliation>> Handle(ReconcileMonth ask, CancellationToken cancellationToken)
    {
        if (Twice(ask.Lines) is { Count: > 0 } twice)
        {
            return HallwayErrors.Invalid(twice);
        }

        var known = await Known(ask.Lines, cancellationToken);
        var (ours, basis, views) = await Views(ask.Month, cancellationToken);
        var theirs = ask.Lines.ToLookup(line => line.Mrr.Currency);
        var currencies = theirs.Select(group => group.Key).Union(ours.Select(one => one.Key.Currency)).Order(StringComparer.Ordinal);
        var names = (await mediator.Send(new AccountsAsOf([.. ours.Keys.Select(purse => purse.AccountId).Distinct()], db.Clock.Today), cancellationToken))
            .ToDictionary(account => account.Id, account => account.ExternalId);
        return new Reconciliation(ask.Month, basis, db.Clock.Now, [.. currencies.Select(currency => Compare(currency, [.. theirs[currency]], ours, known, names, views))]);
    }

    private static List<FieldFault> Twice(IReadOnlyList<FinanceLine> lines)
    {
        var seen = new HashSet<(string, string)>();
        return
        [
            .. lines.Select((line, i) => (line, i)).Where(one => !seen.Add((one.line.AccountExternalId, one.line.Mrr.Currency))).Take(100).Select(one => new FieldFault(
                $"/lines/{one.i}", $"'{one.line.AccountExternalId}' is in the list twice in {one.line.Mrr.Currency}. Put its lines together.",
                $"「{one.line.AccountExternalId}」の{one.line.Mrr.Currency}の行が重複しています。1行にまとめてください。")),
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
    private async Task<(IReadOnlyDictionary<Purse, long> Ours, RetentionBasis Basis, IReadOnlyList<(DifferenceCause Cause, IReadOnlyDictionary<Purse, long> Ends)> Views)> Views(
        Month month, CancellationToken cancellation)
    {
        var window = new RetentionWindow(month, month);
        var (closed, now) = (await Ends(window with { Basis = RetentionBasis.AsClosed }, month, cancellation), await Ends(window, month, cancellation));
        var views = new List<(DifferenceCause, IReadOnlyDictionary<Purse, long>)> { (DifferenceCause.LearntAfterClose, now!) };
        foreach (var dating in Enum.GetValues<ChurnDating>())
        {
            views.Add((DifferenceCause.Dating, (await Ends(window with { ChurnDating = dating }, month, cancellation))!));
        }

        foreach (var pause in Enum.GetValues<PauseRule>())
        {
            views.Add((DifferenceCause.Pause, (await Ends(window with { Pause = pause }, month, cancellation))!));
        }

        var before = month.Plus(-1);
        views.Add((DifferenceCause.MonthBefore, (await Ends(new RetentionWindow(before, before), before, cancellation))!));
        return (closed ?? now!, closed is null ? RetentionBasis.Restated : RetentionBasis.AsClosed, views);
    }

    private async Task<Dictionary<Purse, long>?> Ends(RetentionWindow window, Month month, CancellationToken cancellation)
    {
        var opened = await book.Open(window, cancellation);
        return opened.Error is null ? opened.Value.Between(month, month).Where(one => one.End > 0).ToDictionary(one => one.Purse, one => one.End) : null;
    }

    private static CurrencyReconciliation Compare(
        string currency, List<FinanceLine> theirs, IReadOnlyDictionary<Purse, long> ours, Dictionary<string, Guid> known, Dictionary<Guid, string> names,
        IReadOnlyList<(DifferenceCause Cause, IReadOnlyDictionary<Purse, long> Ends)> views)
    {
        var pairs = theirs.Select(line => (line.AccountExternalId, Account: known.TryGetValue(line.AccountExternalId, out var id) ? id : (Guid?)null, Theirs: (long?)line.Mrr.Minor)).ToList();
        var named = pairs.Select(pair => pair.Account).OfType<Guid>().ToHashSet();
        pairs.AddRange(ours.Keys.Where(purse => purse.Currency == currency && !named.Contains(purse.AccountId))
            .Select(purse => (names.GetValueOrDefault(purse.AccountId) ?? purse.AccountId.ToString(), (Guid?)purse.AccountId, (long?)null)));
        var compared = pairs.Select(pair => (pair.AccountExternalId, pair.Account, Theirs: pair.Theirs ?? 0, Ours: Ours(pair.Account), IsNamed: pair.Theirs is not null)).ToList();
        var apart = compared.Where(one => one.Theirs != one.Ours).Select(one => new CustomerDifference(
            one.AccountExternalId, one.Account, In(one.Theirs), In(one.Ours), In(one.Theirs - one.Ours),
            DifferenceCauses.Of(one.Account is null, one.IsNamed, one.Theirs, one.Ours, views.Select(view => (view.Cause, End(view.Ends, one.Account)))))).ToList();
        return new CurrencyReconciliation(
            currency, In(compared.Sum(one => one.Theirs)), In(compared.Sum(one => one.Ours)), In(compared.Sum(one => one.Theirs - one.Ours)), compared.Count - apart.Count,
            [
                .. apart.GroupBy(one => one.Cause).OrderBy(group => group.Key)
                    .Select(group => new CauseOfDifference(group.Key, group.Count(), In(group.Sum(one => one.Difference.Minor)))),
            ],
            [.. apart.OrderByDescending(one => Math.Abs(one.Difference.Minor)).ThenBy(one => one.AccountExternalId, StringComparer.Ordinal)]);

        long Ours(Guid? account) => End(ours, account);
        long End(IReadOnlyDictionary<Purse, long> ends, Guid? account) => account is { } id ? ends.GetValueOrDefault(new Purse(id, currency)) : 0;
        Money In(long minor) => new(minor, currency);
    }
}

internal sealed class ReconcileMonthEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/finance-reconciliations", async Task<Results<Ok<Reconciliation>, ProblemHttpResult>> (ReconcileMonth ask, IMediator mediator, CancellationToken cancellation) =>
        {
            var reconciled = await mediator.Send(ask, cancellation);
            return reconciled.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(reconciled.Value);
        })
        .WithName(nameof(ReconcileMonth)).WithSummary("Lay finance's month-end MRR beside ours, with each customer's difference and its cause")
        .WithDescription("A cause is named only where the other definition gives finance's figure to the minor unit; what no definition explains is said to be unexplained.")
        .WithExample(
            new ReconcileMonth(new(2026, 10), [new FinanceLine("C-0142", Money.Of("130000", "JPY"))]),
            new Reconciliation(new(2026, 10), RetentionBasis.AsClosed, Samples.Instant,
            [
                new CurrencyReconciliation("JPY", Money.Of("130000", "JPY"), Money.Of("120000", "JPY"), Money.Of("10000", "JPY"), 0,
                    [new CauseOfDifference(DifferenceCause.LearntAfterClose, 1, Money.Of("10000", "JPY"))],
                    [new CustomerDifference("C-0142", Samples.Account, Money.Of("130000", "JPY"), Money.Of("120000", "JPY"), Money.Of("10000", "JPY"), DifferenceCause.LearntAfterClose)]),
            ]))
        .WithProblems(400, 401, 403);
}
