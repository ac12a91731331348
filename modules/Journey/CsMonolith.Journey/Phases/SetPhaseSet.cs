namespace CsMonolith.Journey.Phases;

/// <summary>Say which phases customers go through here.</summary>
internal sealed record SetPhaseSet([property: Body] PhaseOrder Order, IfMatch Match) : ICommand<PhaseSetProfile>;

/// <param name="Phases">All of them, in order; the first is onboarding.</param>
internal sealed record PhaseOrder(IReadOnlyList<Phase> Phases);

internal sealed class SetPhaseSetValidator : AbstractValidator<SetPhaseSet>
{
    public SetPhaseSetValidator()
    {
        RuleFor(ask => ask.Order.Phases.Count).InclusiveBetween(2, 12);
        RuleForEach(ask => ask.Order.Phases)
            .ChildRules(phase =>
            {
                phase.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches("^[a-z][a-z0-9-]*$");
                phase.RuleFor(one => one.En).NotEmpty().MaximumLength(100);
                phase.RuleFor(one => one.Ja).NotEmpty().MaximumLength(100);
                phase.RuleFor(one => one.AlsoCalled.Count).LessThanOrEqualTo(20);
                phase.RuleForEach(one => one.AlsoCalled).NotEmpty().MaximumLength(100);
                phase.RuleFor(one => one.EntryEn).MaximumLength(1000);
                phase.RuleFor(one => one.EntryJa).MaximumLength(1000);
                phase.RuleFor(one => one.ExitEn).MaximumLength(1000);
                phase.RuleFor(one => one.ExitJa).MaximumLength(1000);
            })
            .OverridePropertyName("phases");
    }
}

internal sealed class SetPhaseSetHandler(JourneyDb db) : IRequestHandler<SetPhaseSet, Result<PhaseSetProfile>>
{
    public async Task<Result<PhaseSetProfile>> Handle(SetPhaseSet ask, CancellationToken cancellation)
    {
        var set = await PhaseSet.Present(db, cancellation);
        var inUse = await db.Set<AccountPhase>().Select(entry => entry.Phase).Distinct().ToListAsync(cancellation);
        if ((ask.Match.Refuses(set) ?? set.Arrange(ask.Order.Phases, inUse).Error) is { } refusal)
        {
            return refusal;
        }

        if (set.Version == 0)
        {
            db.Set<PhaseSet>().Add(set);
        }

        await db.SaveChangesAsync(cancellation);
        return PhaseSetProfile.Of(set);
    }
}

internal sealed class SetPhaseSetEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/phases", (PhaseOrder order, IfMatch match) => new SetPhaseSet(order, match))
            .WithSummary("Say which phases customers go through")
            .WithDescription(
                "Replaces the whole set. A phase that an account has been in stays; "
                    + "every code, title and other name means one phase only."
            )
            .WithExample(new PhaseOrder(PhaseSetProfile.Example.Phases), PhaseSetProfile.Example with { Version = 1 })
            .WithProblems(400, 401, 403, 409, 412, 428);
}
