using System.Globalization;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>What could be proposed to a customer, the best fit first.</summary>
internal sealed record GetExpansionProposals(Guid AccountId) : IQuery<ExpansionProposals>, IAboutAccount;

/// <param name="Trouble">While there is any sign, nothing is proposed: help first.</param>
/// <param name="Suppressed">Whether proposals are held back for that.</param>
internal sealed record ExpansionProposals(
    Guid AccountId,
    DateTime AsOf,
    IReadOnlyList<TroubleSign> Trouble,
    bool Suppressed,
    IReadOnlyList<ExpansionProposal> Proposals
);

/// <param name="Fit">
/// 0 to 1 as a decimal string: the share of comparable customers who have it or pay more for it; of a repeat, how
/// regular it is.
/// </param>
/// <param name="Peers">
/// How many customers it was compared with, of those that the asker may see; 0 where its own purchases or use say it.
/// </param>
/// <param name="Expected">ARR of the first year, or the price of a purchase.</param>
/// <param name="ReasonJa">The reason in Japanese.</param>
/// <param name="Goals">What the customer wants to achieve: link the proposal to one of them.</param>
/// <param name="OpportunityId">The opportunity that is open for it already.</param>
/// <param name="PeerInterval">
/// The 95 % interval of the share of comparable customers; absent where none were compared. What fewer than a fifth
/// may have is not proposed.
/// </param>
internal sealed record ExpansionProposal(
    int Rank,
    ExpansionKind Kind,
    string Product,
    decimal Fit,
    int Peers,
    Money Expected,
    string Reason,
    string ReasonJa,
    IReadOnlyList<string> Goals,
    Guid? OpportunityId,
    PeerInterval? PeerInterval = null
);

/// <summary>The 95 % interval of a share of customers.</summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
internal sealed record PeerInterval(decimal Low, decimal High)
{
    public static PeerInterval? Of(PeerShare? share) =>
        share is null ? null : new(Show(share.Interval.Low), Show(share.Interval.High));

    private static decimal Show(double share) => Math.Round((decimal)share, 6);
}

internal sealed class GetExpansionProposalsHandler(ExpansionReader reader)
    : IRequestHandler<GetExpansionProposals, Result<ExpansionProposals>>
{
    public async Task<Result<ExpansionProposals>> Handle(
        GetExpansionProposals ask,
        CancellationToken cancellationToken
    ) =>
        await reader.Of(ask.AccountId, cancellationToken) is { } found
            ? found.Proposals
            : PlatformErrors.NotFound("account", ask.AccountId);
}

internal sealed class GetExpansionProposalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/expansion-proposals", (Guid accountId) => new GetExpansionProposals(accountId))
            .WithSummary("What could be proposed to a customer, the best fit first; nothing while it is in trouble")
            .WithExample(
                null,
                new ExpansionProposals(
                    Samples.Account,
                    Samples.Instant,
                    [],
                    Suppressed: false,
                    [
                        new ExpansionProposal(
                            1,
                            ExpansionKind.CrossSell,
                            "地図",
                            0.75m,
                            12,
                            Money.Of("600000", "JPY"),
                            "9 of 12 comparable customers (製造, tier 2) have 地図 (95 % interval 47-91 %); this one has not.",
                            "比較対象(製造・ティア2)の12社中9社(95%区間 47-91 %)が地図を利用していますが、この顧客は未利用です。",
                            ["配車の効率化"],
                            OpportunityId: null,
                            new PeerInterval(0.467695m, 0.911057m)
                        ),
                    ]
                )
            )
            .WithProblems(401, 403, 404);
}
