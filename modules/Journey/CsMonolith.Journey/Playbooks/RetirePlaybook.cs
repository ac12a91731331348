namespace CsMonolith.Journey.Playbooks;

/// <summary>Take a playbook out of use; what it said and how it ran stays.</summary>
internal sealed record RetirePlaybook(Guid PlaybookId, [property: Body] RetirementReason Reason, IfMatch Match)
    : ICommand<PlaybookLine>;

/// <param name="Why">Why nobody is to start it any more.</param>
internal sealed record RetirementReason(string Why);

internal sealed class RetirePlaybookValidator : AbstractValidator<RetirePlaybook>
{
    public RetirePlaybookValidator() => RuleFor(ask => ask.Reason.Why).NotEmpty().MaximumLength(1000);
}

internal sealed class RetirePlaybookHandler(JourneyDb db) : IRequestHandler<RetirePlaybook, Result<PlaybookLine>>
{
    public async Task<Result<PlaybookLine>> Handle(RetirePlaybook ask, CancellationToken cancellation)
    {
        var playbook = await db.Set<Playbook>().FindAsync([ask.PlaybookId], cancellation);
        if (playbook is null)
        {
            return PlaybookErrors.NotFound(ask.PlaybookId);
        }

        if ((ask.Match.Refuses(playbook) ?? playbook.Retire(db.Clock.Today, ask.Reason.Why).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return PlaybookLine.Of(playbook);
    }
}

internal sealed class RetirePlaybookEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/playbooks/{playbookId}/retirement",
                (Guid playbookId, RetirementReason reason, IfMatch match) =>
                    new RetirePlaybook(playbookId, reason, match)
            )
            .WithSummary("Take a playbook out of use")
            .WithDescription("No run starts from then on; those that go on end as they would.")
            .WithExample(
                new RetirementReason("新しい型に置き換えたため"),
                PlaybookLine.Example with
                {
                    RetiredOn = new DateOnly(2026, 11, 20),
                    RetiredWhy = "新しい型に置き換えたため",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
