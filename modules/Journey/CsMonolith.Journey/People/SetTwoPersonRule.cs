namespace CsMonolith.Journey.People;

/// <summary>
/// Relax or restore, for one role of trust, the rule that it takes two people; only the owner does.
/// </summary>
/// <param name="Role">admin, csOps, finance, auditor or privacyOfficer.</param>
/// <param name="IsRelaxed">Whether one person may do both acts while at most one holds the role.</param>
/// <param name="Reason">Why; it is kept and shown.</param>
internal sealed record SetTwoPersonRule(Role Role, bool IsRelaxed, string Reason) : ICommand<ShownRule>;

internal sealed class SetTwoPersonRuleValidator : AbstractValidator<SetTwoPersonRule>
{
    public SetTwoPersonRuleValidator()
    {
        RuleFor(ask => ask.Role)
            .Must(role => role.IsOfTrust())
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "信頼が必要な役割(admin、csOps、finance、auditor、privacyOfficer)のいずれかを指定してください。"
                    : "Give one of the roles of trust: admin, csOps, finance, auditor, privacyOfficer."
            );
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(500);
    }
}

internal sealed class SetTwoPersonRuleHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<SetTwoPersonRule, Result<ShownRule>>
{
    public async Task<Result<ShownRule>> Handle(SetTwoPersonRule ask, CancellationToken cancellation)
    {
        if (await trust.Owner(cancellation) != context.Caller.PersonId || context.Caller.PersonId is null)
        {
            return JourneyErrors.OwnersAlone;
        }

        var holders = await trust.Holders(ask.Role, cancellation);
        if (ask.IsRelaxed && holders.Count > 1)
        {
            return JourneyErrors.TwoHoldIt(ask.Role, holders.Count);
        }

        var rule = await db.Set<TwoPersonRule>().FindAsync([ask.Role], cancellation);
        if (rule is null)
        {
            rule = new TwoPersonRule(ask.Role);
            db.Set<TwoPersonRule>().Add(rule);
        }

        rule.Set(ask.IsRelaxed, ask.Reason, context.Caller.PersonId, db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return ShownRule.Of(ask.Role, holders.Count, rule);
    }
}

internal sealed class SetTwoPersonRuleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/two-person-rules", (SetTwoPersonRule ask) => ask)
            .WithSummary("Relax or restore the rule that a role of trust takes two people")
            .WithDescription(
                "Only the owner of the installation, and only while at most one person holds the role. What one person "
                    + "then does alone says so in its answer and in the audit trail. Nobody acts on themselves even so."
            )
            .WithExample(
                new SetTwoPersonRule(ShownRule.Example.Role, IsRelaxed: true, ShownRule.Example.Reason!),
                ShownRule.Example
            )
            .WithProblems(400, 401, 403, 409);
}
