using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Retention;

/// <summary>The accounts behind a retention figure.</summary>
internal sealed record GetRetentionAccounts(RetentionWindow Window) : IQuery<RetentionAccounts>;

/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record RetentionAccounts(
    Month From,
    Month To,
    RetentionBasis Basis,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<RetentionAccount> Accounts,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

/// <param name="Change">End less start.</param>
internal sealed record RetentionAccount(
    Guid AccountId,
    RetentionAccountKind Kind,
    Money Start,
    Money End,
    Money Change
);

/// <summary>What became of an account between the two ends of the window.</summary>
internal enum RetentionAccountKind
{
    /// <summary>Never paid before the window.</summary>
    New,

    /// <summary>Absent at the start, with history.</summary>
    Reactivated,

    /// <summary>More at the end.</summary>
    Expanded,

    /// <summary>The same at both ends.</summary>
    Unchanged,

    /// <summary>Less at the end, but above zero.</summary>
    Contracted,

    /// <summary>Nothing at the end.</summary>
    Churned,

    /// <summary>Came and went inside the window.</summary>
    CameAndWent,
}

internal sealed class GetRetentionAccountsValidator : AbstractValidator<GetRetentionAccounts>
{
    public GetRetentionAccountsValidator() => RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
}

internal sealed class GetRetentionAccountsHandler(RetentionReader reader)
    : IRequestHandler<GetRetentionAccounts, Result<RetentionAccounts>>
{
    public async Task<Result<RetentionAccounts>> Handle(GetRetentionAccounts ask, CancellationToken cancellationToken)
    {
        var opened = await reader.Open(ask.Window, cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var accounts = opened
            .Value.Between(ask.Window.From, ask.Window.To)
            .OrderBy(account => account.AccountCurrency.Currency, StringComparer.Ordinal)
            .ThenBy(account => account.End - account.Start)
            .ThenBy(account => account.AccountCurrency.AccountId)
            .Select(Show);
        return new RetentionAccounts(
            ask.Window.From,
            ask.Window.To,
            ask.Window.Basis,
            RetentionFigure.FormulaVersion,
            opened.Value.KnownAt,
            [.. accounts],
            opened.Value.NotKnownThen
        );
    }

    private static RetentionAccount Show(AccountWindow account)
    {
        var kind = (account.Start, account.End) switch
        {
            (0, 0) => RetentionAccountKind.CameAndWent,
            (0, _) => account.PaidBefore ? RetentionAccountKind.Reactivated : RetentionAccountKind.New,
            (_, 0) => RetentionAccountKind.Churned,
            var (start, end) when end > start => RetentionAccountKind.Expanded,
            var (start, end) when end < start => RetentionAccountKind.Contracted,
            _ => RetentionAccountKind.Unchanged,
        };
        var currency = account.AccountCurrency.Currency;
        return new RetentionAccount(
            account.AccountCurrency.AccountId,
            kind,
            new Money(account.Start, currency),
            new Money(account.End, currency),
            new Money(account.End - account.Start, currency)
        );
    }
}

internal sealed class GetRetentionAccountsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/retention/accounts",
                ([AsParameters] AskedWindow window, RetentionBasis? basis, ChurnDating? churnDating) =>
                    new GetRetentionAccounts(window.On(basis, churnDating))
            )
            .WithSummary("List the accounts behind a retention figure, those that lost most first")
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"))
            .WithExample(
                null,
                new RetentionAccounts(
                    new(2026, 10),
                    new(2026, 10),
                    RetentionBasis.Restated,
                    RetentionFigure.FormulaVersion,
                    Samples.Instant,
                    [
                        new RetentionAccount(
                            Samples.Account,
                            RetentionAccountKind.Expanded,
                            Money.Of("120000", "JPY"),
                            Money.Of("180000", "JPY"),
                            Money.Of("60000", "JPY")
                        ),
                    ],
                    []
                )
            )
            .WithProblems(400, 401, 403, 409);
}
