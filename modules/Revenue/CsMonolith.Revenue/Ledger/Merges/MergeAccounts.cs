using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Ledger.Merges;

/// <summary>Record that two customers are one: from now on the figures of both stand under the survivor.</summary>
/// <param name="SurvivorId">The customer under whom both stand.</param>
/// <param name="AbsorbedId">The customer who has no figures of its own any more.</param>
/// <param name="On">The day of the merger.</param>
/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record MergeAccounts(Guid SurvivorId, Guid AbsorbedId, DateOnly On, string Reason)
    : ICommand<AccountMergeRow>;

internal sealed class MergeAccountsValidator : AbstractValidator<MergeAccounts>
{
    public MergeAccountsValidator()
    {
        RuleFor(ask => ask.SurvivorId).NotEmpty();
        RuleFor(ask => ask.AbsorbedId).NotEmpty();
        RuleFor(ask => ask.AbsorbedId)
            .NotEqual(ask => ask.SurvivorId)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "統合する2社には別の顧客を指定してください。"
                    : "Name two different customers."
            );
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class MergeAccountsHandler(
    RevenueDb db,
    KnownAccounts accounts,
    MergeReader merges,
    MovementLedger ledger,
    RequestContext context
) : IRequestHandler<MergeAccounts, Result<AccountMergeRow>>
{
    public async Task<Result<AccountMergeRow>> Handle(MergeAccounts ask, CancellationToken cancellationToken)
    {
        var strangers = new List<FieldFault>();
        foreach (var (pointer, account) in new[] { ("/survivorId", ask.SurvivorId), ("/absorbedId", ask.AbsorbedId) })
        {
            if (!await accounts.Has(account, ask.On, cancellationToken))
            {
                strangers.Add(KnownAccounts.Stranger(pointer, account));
            }
        }

        if (strangers.Count > 0)
        {
            return PlatformErrors.Invalid(strangers);
        }

        // Whoever was absorbed already stands under somebody else, so no merge can close a circle.
        var survivors = (await merges.Read(cancellationToken)).At(db.Clock.Now);
        foreach (var account in new[] { ask.SurvivorId, ask.AbsorbedId })
        {
            if (survivors.Of(account) is var under && under != account)
            {
                return LedgerErrors.MergedAlready(account, under);
            }
        }

        var merge = new AccountMerge(
            Guid.CreateVersion7(),
            ask.SurvivorId,
            ask.AbsorbedId,
            ask.On,
            ask.Reason,
            context.Caller.Actor,
            db.Clock.Now
        );
        db.Add(merge);
        foreach (var account in new[] { ask.SurvivorId, ask.AbsorbedId })
        {
            db.Publish(
                new SomethingHappened(
                    account,
                    ask.On,
                    "customer-merged",
                    merge.Id.ToString(),
                    $"Two customers became one: {ask.Reason}",
                    $"顧客を統合: {ask.Reason}"
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await ledger.CatchUp([ask.SurvivorId], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AccountMergeRow.Of(merge);
    }
}

internal sealed class MergeAccountsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/account-merges", (MergeAccounts ask) => ask)
            .Creates((AccountMergeRow merged) => $"/v1/account-merges/{merged.Id}")
            .WithSummary("Record that two customers are one: the figures of both stand under the survivor")
            .WithDescription(
                "Nothing is rewritten. The ledger reverses the absorbed customer's movements as learnt now "
                    + "and states those of both together, tagged merge: a merger is neither churn nor new "
                    + "business. Closed months stay. Void it to take it back."
            )
            .WithExample(
                new MergeAccounts(Samples.Account, Samples.OtherAccount, new(2026, 10, 1), "親会社による吸収合併"),
                AccountMergeRow.Sample
            )
            .WithProblems(400, 401, 403, 409);
}
