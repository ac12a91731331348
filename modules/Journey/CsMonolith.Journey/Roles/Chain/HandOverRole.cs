namespace CsMonolith.Journey.Roles.Chain;

/// <summary>Hand somebody's role at an account over to somebody else on a day.</summary>
internal sealed record HandOverRole(Guid AccountId, Guid AssignmentId, [property: Body] RoleHandover Handover)
    : ICommand<AccountRoles>,
        IAboutAccount;

/// <param name="PersonId">Who has the role from then on.</param>
/// <param name="On">The day of the handover: the first day of the new one; the former has it up to the day before.</param>
internal sealed record RoleHandover(Guid PersonId, DateOnly On);

internal sealed class HandOverRoleValidator : AbstractValidator<HandOverRole>
{
    public HandOverRoleValidator()
    {
        RuleFor(ask => ask.Handover.PersonId).NotEmpty();
        RuleFor(ask => ask.Handover.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class HandOverRoleHandler(JourneyDb db, IAccountDirectory accounts, RoleDesk desk)
    : IRequestHandler<HandOverRole, Result<AccountRoles>>
{
    public async Task<Result<AccountRoles>> Handle(HandOverRole ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (person, on) = ask.Handover;
        var chain = await RoleChain.Present(db, ask.AccountId, cancellation);
        var former = chain.Entries.FirstOrDefault(one => one.Id == ask.AssignmentId);
        if (former is null)
        {
            return RoleErrors.NoSuchEntry(ask.AssignmentId);
        }

        if (await desk.Nobody(person, on, cancellation) is { } nobody)
        {
            return nobody;
        }

        var next = desk.Entry(former.Role, person, former.Topic, on, until: null, request: null);
        if (chain.HandOver(db, former.Id, next, await desk.Names(cancellation)).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await desk.Show(ask.AccountId, desk.Today, cancellation);
    }
}

internal sealed class HandOverRoleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/roles/{assignmentId}/handover",
                (Guid accountId, Guid assignmentId, RoleHandover handover) =>
                    new HandOverRole(accountId, assignmentId, handover)
            )
            .WithSummary("Hand somebody's role at an account over to somebody else on a day")
            .WithDescription("One act: the role is never without anybody, and never with two.")
            .WithExample(
                new RoleHandover(AccountRoles.Example.Roles[0].PersonId, new DateOnly(2027, 4, 1)),
                AccountRoles.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
