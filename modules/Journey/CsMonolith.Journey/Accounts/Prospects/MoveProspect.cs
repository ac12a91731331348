namespace CsMonolith.Journey.Accounts.Prospects;

/// <summary>Record that a prospect was won, was lost, or is open again.</summary>
internal sealed record MoveProspect(Guid AccountId, [property: Body] ProspectMove Move)
    : ICommand<ShownProspect>,
        IAboutAccount;

/// <param name="State">won, lost or open.</param>
/// <param name="On">From which day, not after today; of a win, the first day as a customer.</param>
/// <param name="Why">Why it was lost or is open again; needed for both.</param>
internal sealed record ProspectMove(ProspectState State, DateOnly On, string? Why = null);

/// <param name="Since">The first day of the work before the sale.</param>
/// <param name="WonOn">The first day as a customer; <c>null</c> before.</param>
/// <param name="Steps">What became of it, the first step first.</param>
internal sealed record ShownProspect(
    Guid AccountId,
    DateOnly Since,
    ProspectState State,
    DateOnly StateSince,
    DateOnly? WonOn,
    IReadOnlyList<ProspectStep> Steps
)
{
    public static ShownProspect Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            new DateOnly(2026, 9, 1),
            ProspectState.Lost,
            new DateOnly(2026, 11, 20),
            WonOn: null,
            [
                new ProspectStep(
                    ProspectState.Lost,
                    new DateOnly(2026, 11, 20),
                    "予算が来期に延びた",
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
                ),
            ]
        );

    public static ShownProspect Of(Prospect one) =>
        new(one.AccountId, one.Since, one.State, one.StateSince, one.WonOn, one.Steps);
}

internal sealed class MoveProspectValidator : AbstractValidator<MoveProspect>
{
    public MoveProspectValidator()
    {
        RuleFor(ask => ask.Move.State).IsInEnum();
        RuleFor(ask => ask.Move.On).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Move.Why).MaximumLength(1000);
        RuleFor(ask => ask.Move.Why).NotEmpty().When(ask => ask.Move.State != ProspectState.Won);
    }
}

internal sealed class MoveProspectHandler(JourneyDb db, RequestContext context)
    : IRequestHandler<MoveProspect, Result<ShownProspect>>
{
    public async Task<Result<ShownProspect>> Handle(MoveProspect ask, CancellationToken cancellation)
    {
        if (await db.Set<Account>().FindAsync([ask.AccountId], cancellation) is not { } account)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var (state, on, why) = ask.Move;
        if (on > db.Clock.Today)
        {
            return JourneyErrors.NotYet(on, db.Clock.Today, "/on");
        }

        if (await db.Set<Prospect>().FindAsync([ask.AccountId], cancellation) is not { } prospect)
        {
            return ProspectErrors.NoProspect(ask.AccountId);
        }

        if (state != ProspectState.Won)
        {
            var step = new ProspectStep(state, on, why, context.Caller.PersonId, db.Clock.Now);
            if (prospect.Move(db, step).Error is { } refusal)
            {
                return refusal;
            }
        }
        else if (prospect.State == ProspectState.Won)
        {
            return ProspectErrors.Won(prospect.StateSince);
        }
        else if (on < prospect.Since)
        {
            return ProspectErrors.BeforeState(on, prospect.Since);
        }
        else
        {
            prospect.Win(db, account, on, why, context.Caller.PersonId);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownProspect.Of(prospect);
    }
}

internal sealed class MoveProspectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/prospect-state",
                (Guid accountId, ProspectMove move) => new MoveProspect(accountId, move)
            )
            .WithSummary("Record that a prospect was won, was lost, or is open again")
            .WithDescription(
                "A prospect is an account opened with prospectSince. Its first contract and its handoff from sales win it by "
                    + "themselves. From the day of the win on it is a customer in every figure."
            )
            .WithExample(
                new ProspectMove(ProspectState.Lost, new DateOnly(2026, 11, 20), "予算が来期に延びた"),
                ShownProspect.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
