using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Scores.Proposals;
using CsMonolith.Health.Tests.Usage;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Scores.Proposals;

public sealed class ProposalSatisfactionTests
{
    private static readonly DateOnly Built = new(2026, 8, 20);

    [Fact]
    public async Task Answers_before_and_after_a_proposal_are_laid_side_by_side_those_that_fell_most_first()
    {
        using var health = Watching(
            made:
            [
                new(Guid.CreateVersion7(), Neighbours.Fuji, Built),
                new(Guid.CreateVersion7(), Neighbours.Sakura, Built),
            ],
            said:
            [
                new(Neighbours.Sakura, Built.AddDays(-90), new Ratio(0, 4)),
                new(Neighbours.Sakura, Built.AddDays(-89), new Ratio(4, 4)),
                new(Neighbours.Sakura, Built, new Ratio(3, 4)),
                new(Neighbours.Sakura, Built.AddDays(90), new Ratio(2, 4)),
                new(Neighbours.Sakura, Built.AddDays(91), new Ratio(4, 4)),
                new(Neighbours.Fuji, Built.AddDays(-1), new Ratio(9, 10)),
            ]
        );

        var watched = (await health.Send(new GetProposalSatisfaction(Built, Built, Days: 90))).Value;

        (watched.Compared, watched.Fell, watched.Before.Value, watched.After.Value).ShouldBe((1, 1, 0.875m, 0.5m));
        watched
            .Proposals.Select(one => (one.AccountId, one.Before.Answers, one.After.Answers, one.Change))
            .ShouldBe([(Neighbours.Sakura, 2, 1, -0.375m), (Neighbours.Fuji, 1, 0, null)]);
    }

    [Fact]
    public async Task Proposals_of_customers_out_of_sight_are_left_out()
    {
        var neighbours = new Neighbours { Scope = new AccountScope(All: false, new HashSet<Guid> { Neighbours.Fuji }) };
        using var health = Watching(
            [new(Guid.CreateVersion7(), Neighbours.Sakura, Built), new(Guid.CreateVersion7(), Neighbours.Fuji, Built)],
            [],
            neighbours
        );

        health.SignIn(Guid.CreateVersion7(), Role.Leader);

        var watched = (await health.Send(new GetProposalSatisfaction(Built, Built, Days: 90))).Value;

        watched.Proposals.ShouldHaveSingleItem().AccountId.ShouldBe(Neighbours.Fuji);
    }

    private static HealthAlone Watching(
        IReadOnlyList<ProposalMade> made,
        IReadOnlyList<Satisfaction> said,
        Neighbours? neighbours = null
    )
    {
        var health = (neighbours ?? new Neighbours()).Health();
        health.Answers<ProposalsMade, IReadOnlyList<ProposalMade>>(ask =>
            [.. made.Where(one => one.On >= ask.From && one.On <= ask.To)]
        );
        health.Answers<SatisfactionBetween, IReadOnlyList<Satisfaction>>(ask =>
            [.. said.Where(one => ask.Accounts.Contains(one.AccountId) && one.On >= ask.From && one.On <= ask.To)]
        );
        return health;
    }
}
