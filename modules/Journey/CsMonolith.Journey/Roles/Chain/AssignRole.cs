namespace CsMonolith.Journey.Roles.Chain;

/// <summary>Give somebody a role at an account from a day on.</summary>
internal sealed record AssignRole(Guid AccountId, [property: Body] NextRole Next)
    : ICommand<AccountRoles>,
        IAboutAccount;

/// <param name="Role">Any but csm, who is the account's owner.</param>
/// <param name="From">The first day; past days correct the history, coming days plan it.</param>
/// <param name="Until">The last day; absent while none is known.</param>
/// <param name="Topic">What a specialist is called for; only a specialist has one.</param>
internal sealed record NextRole(
    ServiceRole Role,
    Guid PersonId,
    DateOnly From,
    DateOnly? Until = null,
    string? Topic = null
);

internal sealed class AssignRoleValidator : AbstractValidator<AssignRole>
{
    public AssignRoleValidator()
    {
        RuleFor(ask => ask.Next.Role).IsInEnum();
        RuleFor(ask => ask.Next.PersonId).NotEmpty();
        RuleFor(ask => ask.Next.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Next.Until).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Next.Topic).MaximumLength(60);
    }
}

internal sealed class AssignRoleHandler(JourneyDb db, IAccountDirectory accounts, RoleDesk desk)
    : IRequestHandler<AssignRole, Result<AccountRoles>>
{
    public async Task<Result<AccountRoles>> Handle(AssignRole ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (role, person, from, until, topic) = ask.Next;
        topic = string.IsNullOrWhiteSpace(topic) ? null : topic.Trim();
        if (role == ServiceRole.Csm)
        {
            return RoleErrors.CsmIsTheOwner;
        }

        if ((role == ServiceRole.Specialist) != (topic is not null))
        {
            return RoleErrors.TopicNeeded;
        }

        if (await desk.Nobody(person, from, cancellation) is { } nobody)
        {
            return nobody;
        }

        var chain = await RoleChain.Present(db, ask.AccountId, cancellation);
        var names = await desk.Names(cancellation);
        if (chain.Assign(db, desk.Entry(role, person, topic, from, until, request: null), names).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await desk.Show(ask.AccountId, desk.Today, cancellation);
    }
}

internal sealed class AssignRoleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/accounts/{accountId}/roles", (Guid accountId, NextRole next) => new AssignRole(accountId, next))
            .WithSummary("Give somebody a role at an account from a day on")
            .WithDescription(
                "One person at a time is account executive, engagement manager or technical CS. It needs no If-Match, since "
                    + "nothing is overwritten."
            )
            .WithExample(
                new NextRole(
                    ServiceRole.AccountExecutive,
                    AccountRoles.Example.Roles[0].PersonId,
                    AccountRoles.Example.Roles[0].From
                ),
                AccountRoles.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
