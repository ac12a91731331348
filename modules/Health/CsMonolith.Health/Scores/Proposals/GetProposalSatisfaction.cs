using CsMonolith.Feedback.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Scores.Proposals;

/// <summary>
/// Does selling cost satisfaction? What customers said before and after a proposal was built for them.
/// </summary>
/// <param name="From">First day of building.</param>
/// <param name="Days">How many days before and after each proposal are looked at.</param>
internal sealed record GetProposalSatisfaction(DateOnly From, DateOnly To, int Days) : IQuery<ProposalSatisfaction>;

/// <param name="Before">Of the proposals with answers on both sides, as is <paramref name="After"/>.</param>
/// <param name="Compared">How many those are.</param>
/// <param name="Fell">Of those, after how many satisfaction was lower.</param>
/// <param name="Proposals">Those after which it fell most first; those that cannot be compared last.</param>
internal sealed record ProposalSatisfaction(
    DateOnly From,
    DateOnly To,
    int Days,
    string Formula,
    DateTime AsOf,
    int Compared,
    int Fell,
    SatisfactionMean Before,
    SatisfactionMean After,
    IReadOnlyList<WatchedProposal> Proposals
) : Figure;

/// <param name="Before">Answers of the days up to that of the proposal, itself included.</param>
/// <param name="After">Answers of the days after it.</param>
/// <param name="Change">After less before; absent where either has no answer.</param>
internal sealed record WatchedProposal(
    Guid ProposalId,
    Guid AccountId,
    DateOnly On,
    SatisfactionMean Before,
    SatisfactionMean After,
    decimal? Change
);

/// <param name="Value">
/// Mean of satisfaction from 0, the worst, to 1, the best; absent without answers.
/// </param>
internal sealed record SatisfactionMean(int Answers, decimal? Value);

internal sealed class GetProposalSatisfactionValidator : AbstractValidator<GetProposalSatisfaction>
{
    private const int MostDays = 1100;

    public GetProposalSatisfactionValidator()
    {
        RuleFor(ask => ask.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.To)
            .GreaterThanOrEqualTo(ask => ask.From)
            .LessThanOrEqualTo(ask => ask.From.AddDays(MostDays));
        RuleFor(ask => ask.Days).InclusiveBetween(1, 366);
    }
}

internal sealed class GetProposalSatisfactionHandler(HealthDb db, AccountVisibility visibility, IMediator mediator)
    : IRequestHandler<GetProposalSatisfaction, Result<ProposalSatisfaction>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "proposal-satisfaction-1";

    public async Task<Result<ProposalSatisfaction>> Handle(
        GetProposalSatisfaction ask,
        CancellationToken cancellationToken
    )
    {
        var scope = await visibility.Accounts(cancellationToken);
        var made = (await mediator.Send(new ProposalsMade(ask.From, ask.To), cancellationToken))
            .Where(one => scope.Holds(one.AccountId))
            .ToList();
        var said = (
            await mediator.Send(
                new SatisfactionBetween(
                    [.. made.Select(one => one.AccountId).Distinct()],
                    ask.From.AddDays(-ask.Days),
                    ask.To.AddDays(ask.Days)
                ),
                cancellationToken
            )
        ).ToLookup(one => one.AccountId);
        var watched = made.Select(one => Watched.Of(one, said[one.AccountId], ask.Days)).ToList();
        var compared = watched.Where(one => one.Change is not null).ToList();
        return new ProposalSatisfaction(
            ask.From,
            ask.To,
            ask.Days,
            Formula,
            db.Clock.Now,
            compared.Count,
            compared.Count(one => one.Change!.Value.Numerator.Sign < 0),
            Watched.Mean([.. compared.SelectMany(one => one.Before)]),
            Watched.Mean([.. compared.SelectMany(one => one.After)]),
            [
                .. watched
                    .OrderBy(one => one.Change is null)
                    .ThenBy(
                        one => one.Change ?? Watched.Nothing,
                        Comparer<Ratio>.Create((one, other) => one.CompareTo(other))
                    )
                    .ThenBy(one => one.Proposal.On)
                    .ThenBy(one => one.Proposal.ProposalId)
                    .Select(one => one.Show()),
            ]
        );
    }

    // A proposal with the answers on both sides of it.
    private sealed record Watched(ProposalMade Proposal, IReadOnlyList<Ratio> Before, IReadOnlyList<Ratio> After)
    {
        public static Ratio Nothing { get; } = new(0, 1);

        public Ratio? Change => Before.Count > 0 && After.Count > 0 ? Exact(After) - Exact(Before) : null;

        public static Watched Of(ProposalMade proposal, IEnumerable<Satisfaction> said, int days)
        {
            var near = said.Where(one => one.On > proposal.On.AddDays(-days) && one.On <= proposal.On.AddDays(days))
                .ToLookup(one => one.On > proposal.On, one => one.Scaled);
            return new Watched(proposal, [.. near[false]], [.. near[true]]);
        }

        public static SatisfactionMean Mean(IReadOnlyList<Ratio> answers) =>
            new(answers.Count, answers.Count == 0 ? null : Exact(answers).ToNumber());

        public WatchedProposal Show() =>
            new(Proposal.ProposalId, Proposal.AccountId, Proposal.On, Mean(Before), Mean(After), Change?.ToNumber());

        // The denominator stays above zero: ratios of scales are, and their products.
        private static Ratio Exact(IReadOnlyList<Ratio> answers) =>
            answers.Aggregate(Nothing, (sum, one) => sum + one) / new Ratio(answers.Count, 1);
    }
}

internal sealed class GetProposalSatisfactionEndpoint : IEndpoint
{
    private const int Quarter = 90;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/proposal-satisfaction",
                (DateOnly from, DateOnly to, int? days) => new GetProposalSatisfaction(from, to, days ?? Quarter)
            )
            .WithSummary("What customers answered about their satisfaction before and after a proposal")
            .WithDescription(
                "Answers to satisfaction surveys (CSAT), scaled from 0 to 1, in the days (90) before and after "
                    + "each proposal that was built in the span."
            )
            .WithQueryExample(("from", "2026-07-01"), ("to", "2026-09-30"))
            .WithExample(
                null,
                new ProposalSatisfaction(
                    new(2026, 7, 1),
                    new(2026, 9, 30),
                    Quarter,
                    GetProposalSatisfactionHandler.Formula,
                    new(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc),
                    1,
                    1,
                    new SatisfactionMean(2, 0.875m),
                    new SatisfactionMean(1, 0.5m),
                    [
                        new WatchedProposal(
                            Guid.Parse("0199a000-0000-7000-8000-000000000031"),
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            new(2026, 8, 20),
                            new SatisfactionMean(2, 0.875m),
                            new SatisfactionMean(1, 0.5m),
                            -0.375m
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
