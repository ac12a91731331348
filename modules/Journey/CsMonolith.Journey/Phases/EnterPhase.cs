using CsMonolith.Journey.Goals;

namespace CsMonolith.Journey.Phases;

/// <summary>Record that an account enters a phase.</summary>
internal sealed record EnterPhase(Guid AccountId, [property: Body] PhaseEntry Entry)
    : ICommand<EnteredPhase>,
        IAboutAccount;

/// <param name="Phase">Its code, title or another of its names.</param>
/// <param name="On">The first day in it.</param>
internal sealed record PhaseEntry(string Phase, DateOnly On);

internal sealed record EnteredPhase(Guid Id, Guid AccountId, string Phase, DateOnly On, DateTime RecordedAt)
{
    public static EnteredPhase Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000b1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "operation",
            new DateOnly(2026, 6, 1),
            new DateTime(2026, 6, 1, 1, 0, 0, DateTimeKind.Utc)
        );

    public static EnteredPhase Of(AccountPhase entry) =>
        new(entry.Id, entry.AccountId, entry.Phase, entry.On, entry.RecordedAt);
}

internal sealed class EnterPhaseValidator : AbstractValidator<EnterPhase>
{
    public EnterPhaseValidator() => RuleFor(ask => ask.Entry.Phase).NotEmpty().MaximumLength(100);
}

internal sealed class EnterPhaseHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<EnterPhase, Result<EnteredPhase>>
{
    public async Task<Result<EnteredPhase>> Handle(EnterPhase ask, CancellationToken cancellation)
    {
        var (account, on) = (ask.AccountId, ask.Entry.On);
        if (await accounts.NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (await accounts.IsProspect(account, cancellation))
        {
            return JourneyErrors.BeforeIntroduction;
        }

        var set = await PhaseSet.Present(db, cancellation);
        if (set.Find(ask.Entry.Phase) is not { } phase)
        {
            return JourneyErrors.NoSuchPhase(ask.Entry.Phase, set.Named());
        }

        if (on > db.Clock.Today)
        {
            return JourneyErrors.NotYet(on, db.Clock.Today, "/on");
        }

        var present = await db.PhasesOn(on).SingleOrDefaultAsync(one => one.AccountId == account, cancellation);
        if (present?.Phase == phase.Code)
        {
            return JourneyErrors.AlreadyInPhase(phase.Code, on);
        }

        var leavesOnboarding = !set.IsFirst(phase.Code) && (present is null || set.IsFirst(present.Phase));
        if (
            leavesOnboarding
            && !await db.Set<SuccessDefinition>().AnyAsync(one => one.AccountId == account, cancellation)
        )
        {
            return JourneyErrors.NoSuccessDefinition(phase.Code);
        }

        var entry = AccountPhase.Enter(db, account, phase, on, corrects: present?.On == on);
        await db.SaveChangesAsync(cancellation);
        return EnteredPhase.Of(entry);
    }
}

internal sealed class EnterPhaseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/phases",
                (Guid accountId, PhaseEntry entry) => new EnterPhase(accountId, entry)
            )
            .Creates((EnteredPhase _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/phases")
            .WithSummary("Record that an account enters a phase")
            .WithDescription(
                "A past day corrects the history. "
                    + "Onboarding, the first phase, is not left without a success definition."
            )
            .WithExample(new PhaseEntry("operation", new DateOnly(2026, 6, 1)), EnteredPhase.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
