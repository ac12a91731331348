using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>The proposals that were built, with the minutes that they saved.</summary>
internal sealed record ListProposals(ListAsk List) : IQuery<Page<ProposalRow>>;

/// <param name="OpportunityId">The opportunity that it is for; absent where the best-ranked ones are in it.</param>
/// <param name="MinutesByHand">Minutes that it takes to write such a one by hand.</param>
/// <param name="MinutesSpent">Minutes that its maker spent on it.</param>
/// <param name="MinutesSaved">What is left; below 0 where it took longer.</param>
/// <param name="Offers">What it proposes, each with its reason, goal and fit, as it was built.</param>
internal sealed record ProposalRow(
    Guid Id,
    Guid AccountId,
    Guid? OpportunityId,
    int MinutesByHand,
    int MinutesSpent,
    int MinutesSaved,
    string BuiltBy,
    DateTime BuiltAt,
    IReadOnlyList<ProposedOffer> Offers
)
{
    public static ProposalRow Sample { get; } =
        new(
            Samples.Proposal,
            Samples.Account,
            null,
            90,
            10,
            80,
            $"person:{Samples.Person}",
            Samples.Instant,
            [
                new ProposedOffer(
                    ExpansionKind.CrossSell,
                    "地図",
                    Money.Of("600000", "JPY"),
                    "9 of 12 comparable customers (製造, tier 2) have 地図 (95 % interval 47-91 %); this one has not.",
                    "比較対象(製造・ティア2)の12社中9社(95%区間 47-91 %)が地図を利用していますが、この顧客は未利用です。",
                    "配車の効率化",
                    "0.750000",
                    12
                ),
            ]
        );

    public static ProposalRow Of(Proposal one) =>
        new(
            one.Id,
            one.AccountId,
            one.OpportunityId,
            one.MinutesByHand,
            one.MinutesSpent,
            one.MinutesSaved,
            one.BuiltBy,
            one.BuiltAt,
            one.Read().Offers
        );
}

internal sealed class ListProposalsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListProposals, Result<Page<ProposalRow>>>
{
    public static ListShape<Proposal> Shape { get; } =
        new ListShape<Proposal>(row => row.Id, "-builtAt")
            .With("builtAt", row => row.BuiltAt)
            .With("accountId", row => row.AccountId)
            .With("builtBy", row => row.BuiltBy);

    public async Task<Result<Page<ProposalRow>>> Handle(ListProposals ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<Proposal>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, ProposalRow.Of, cancellationToken);
    }
}

internal sealed class ListProposalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/proposals", (ListAsk list) => new ListProposals(list))
            .WithSummary("List the proposals that were built, the newest first, with the minutes that they saved")
            .WithMetadata(new ListFields(ListProposalsHandler.Shape.Fields))
            .WithExample(null, new Page<ProposalRow>([ProposalRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
