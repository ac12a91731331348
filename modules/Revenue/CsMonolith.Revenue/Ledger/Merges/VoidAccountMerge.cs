using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Ledger.Merges;

/// <summary>Take a merge of customers back: each has its own figures again.</summary>
internal sealed record VoidAccountMerge(Guid MergeId, string Reason) : ICommand<AccountMergeRow>;

/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record AccountMergeVoid(string Reason);

internal sealed class VoidAccountMergeValidator : AbstractValidator<VoidAccountMerge>
{
    public VoidAccountMergeValidator()
    {
        RuleFor(ask => ask.MergeId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class VoidAccountMergeHandler(
    RevenueDb db,
    AccountVisibility visibility,
    MovementLedger ledger,
    RequestContext context
) : IRequestHandler<VoidAccountMerge, Result<AccountMergeRow>>
{
    public async Task<Result<AccountMergeRow>> Handle(VoidAccountMerge ask, CancellationToken cancellationToken)
    {
        var merge = await db.Set<AccountMerge>().SingleOrDefaultAsync(row => row.Id == ask.MergeId, cancellationToken);
        if (merge is null || !await visibility.Sees(merge.SurvivorId, cancellationToken))
        {
            return PlatformErrors.NotFound("merge", ask.MergeId);
        }

        if (merge.Void(ask.Reason, context.Caller.Actor, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        foreach (var account in new[] { merge.SurvivorId, merge.AbsorbedId })
        {
            db.Publish(
                new SomethingHappened(
                    account,
                    db.Clock.Today,
                    "customer-merge-voided",
                    merge.Id.ToString(),
                    $"Merger of customers taken back: {ask.Reason}",
                    $"顧客の統合を取り消し: {ask.Reason}"
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await ledger.CatchUp([merge.SurvivorId], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AccountMergeRow.Of(merge);
    }
}

internal sealed class VoidAccountMergeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/account-merges/{mergeId}/void",
                (Guid mergeId, AccountMergeVoid taken) => new VoidAccountMerge(mergeId, taken.Reason)
            )
            .WithSummary("Take a merge of customers back: each has its own figures again")
            .WithDescription("The merge stays on record. Months that were closed while it held stay as closed.")
            .WithExample(
                new AccountMergeVoid("別法人のまま存続することになったため"),
                AccountMergeRow.Sample with
                {
                    VoidedAt = Samples.Instant,
                    VoidedBy = $"person:{Samples.Person}",
                    VoidReason = "別法人のまま存続することになったため",
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
