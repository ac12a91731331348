using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Purchases;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Expansion;

/// <summary>What could be proposed to a customer, the best fit first.</summary>
internal sealed record GetExpansionProposals(Guid AccountId) : IQuery<ExpansionProposals>;

/// <param name="Trouble">While there is any sign, nothing is proposed: help first.</param>
/// <param name="Suppressed">Whether proposals are held back for that.</param>
internal sealed record ExpansionProposals(Guid AccountId, DateTime AsOf, IReadOnlyList<TroubleSign> Trouble, bool Suppressed, IReadOnlyList<ExpansionProposal> Proposals);

/// <param name="Fit">0 to 1 as a decimal string: the share of comparable customers who have it or pay more for it; of a repeat, how regular it is.</param>
/// <param name="Peers">How many customers it was compared with, of those that the asker may see; 0 for a repeat.</param>
/// <param name="Expected">ARR of the first year, or the price of a purchase.</param>
/// <param name="ReasonJa">The reason in Japanese.</param>
/// <param name="Goals">What the customer wants to achieve: link the proposal to one of them.</param>
/// <param name="OpportunityId">The opportunity that is open for it already.</param>
internal sealed record ExpansionProposal(
    int Rank, ExpansionKind Kind, string Product, string Fit, int Peers, Money Expected, string Reason, string ReasonJa, IReadOnlyList<string> Goals, Guid? OpportunityId);

internal sealed class GetExpansionProposalsHandler(RevenueDb db, Sight sight, IMediator mediator, TroubleBook troubles)
    : IRequestHandler<GetExpansionProposals, Result<ExpansionProposals>>
{
    // What a customer turned down is not put before them again for half a year.
    private const int QuietDays = 180;

    public async Task<Result<ExpansionProposals>> Handle(GetExpansionProposals ask, CancellationToken cancellationToken)
    {
        var (scope, today) = (await sight.Accounts(cancellationToken), db.Clock.Today);
        var accounts = scope.Holds(ask.AccountId) ? await mediator.Send(new AccountsAsOf(scope.All ? null : scope.Accounts, today), cancellationToken) : [];
        if (accounts.SingleOrDefault(one => one.Id == ask.AccountId) is not { } account)
        {
            return HallwayErrors.NotFound("account", ask.AccountId);
        }

        var signs = await troubles.Of(account.Id, cancellationToken);
        return new ExpansionProposals(account.Id, db.Clock.Now, signs, signs.Count > 0, signs.Count > 0 ? [] : await Ranked(account, accounts, today, cancellationToken));
    }

    private async Task<IReadOnlyList<ExpansionProposal>> Ranked(AccountAsOf account, IReadOnlyCollection<AccountAsOf> accounts, DateOnly today, CancellationToken cancellation)
    {
        var peers = ProposalRanking.PeersOf(account, accounts);
        var running = await Running([account.Id, .. peers.Accounts], today, cancellation);
        var currency = running.Where(one => one.AccountId == account.Id).OrderByDescending(one => one.MrrMinor).ThenBy(one => one.Id).FirstOrDefault()?.Currency;
        var purchases = await db.Set<Purchase>().AsNoTracking().Where(one => one.AccountId == account.Id && one.On <= today).ToListAsync(cancellation);
        var before = (await db.Set<ExpansionOpportunity>().AsNoTracking().Where(one => one.AccountId == account.Id).ToListAsync(cancellation))
            .ToLookup(one => (one.Kind, one.Product));
        return
        [
            .. ProposalRanking.Rank(account.Id, peers, [.. running.Where(one => one.Currency == currency)], purchases, today)
                .Where(one => !before[(one.Kind, one.Product)].Any(tried =>
                    tried.Stage is OpportunityStage.Rejected or OpportunityStage.Lost && tried.ClosedOn > today.AddDays(-QuietDays)))
                .Select((one, i) => new ExpansionProposal(
                    i + 1, one.Kind, one.Product, one.Fit.ToDecimalString()!, one.Peers, one.Expected, one.En, one.Ja, account.Purposes,
                    before[(one.Kind, one.Product)].FirstOrDefault(open => open.ClosedOn is null)?.Id)),
        ];
    }

    private async Task<IReadOnlyList<Subscription>> Running(IReadOnlyCollection<Guid> accounts, DateOnly today, CancellationToken cancellation)
    {
        var running = new List<Subscription>();
        foreach (var ids in accounts.Chunk(1000))
        {
            running.AddRange(await db.Set<Subscription>().AsNoTracking()
                .Where(row => ids.Contains(row.AccountId) && row.MrrMinor > 0 && row.VoidedAt == null && row.StartsOn <= today && !(row.LastPaidDay < today)).ToListAsync(cancellation));
        }

        return running;
    }
}

internal sealed class GetExpansionProposalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/accounts/{accountId}/expansion-proposals", async Task<Results<Ok<ExpansionProposals>, ProblemHttpResult>>
            (Guid accountId, IMediator mediator, CancellationToken cancellation) =>
        {
            var proposals = await mediator.Send(new GetExpansionProposals(accountId), cancellation);
            return proposals.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(proposals.Value);
        })
        .WithName(nameof(GetExpansionProposals)).WithSummary("What could be proposed to a customer, the best fit first; nothing while it is in trouble")
        .WithExample(null, new ExpansionProposals(Samples.Account, Samples.Instant, [], Suppressed: false,
            [
                new ExpansionProposal(1, ExpansionKind.CrossSell, "地図", "0.750000", 12, Money.Of("600000", "JPY"),
                    "9 of 12 comparable customers (製造, tier 2) have 地図; this one has not.", "比較対象(製造・ティア2)の12社中9社が地図を利用していますが、この顧客は未利用です。",
                    ["配車の効率化"], OpportunityId: null),
            ]))
        .WithProblems(401, 403, 404);
}
