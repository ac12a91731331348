namespace CsMonolith.Journey.Roles.Charter;

/// <summary>Say which role may sell, install, train, renew and advise from a day on.</summary>
internal sealed record SetRoleCharter([property: Body] CharterPlan Plan, IfMatch Match) : ICommand<ShownCharter>;

/// <param name="From">The first day; today or later.</param>
/// <param name="Lines">Every role once; every act belongs to some role.</param>
/// <param name="Why">Why it changes.</param>
internal sealed record CharterPlan(DateOnly From, IReadOnlyList<CharterLine> Lines, string Why);

internal sealed class SetRoleCharterValidator : AbstractValidator<SetRoleCharter>
{
    public SetRoleCharterValidator()
    {
        RuleFor(ask => ask.Plan.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Plan.Why).NotEmpty().MaximumLength(500);
        RuleFor(ask => ask.Plan.Lines.Count).InclusiveBetween(1, 20);
        RuleForEach(ask => ask.Plan.Lines)
            .ChildRules(line =>
            {
                line.RuleFor(one => one.Role).IsInEnum();
                line.RuleFor(one => one.Acts.Count).LessThanOrEqualTo(10);
                line.RuleForEach(one => one.Acts).IsInEnum();
            })
            .OverridePropertyName("lines");
    }
}

internal sealed class SetRoleCharterHandler(JourneyDb db, RequestContext context)
    : IRequestHandler<SetRoleCharter, Result<ShownCharter>>
{
    public async Task<Result<ShownCharter>> Handle(SetRoleCharter ask, CancellationToken cancellation)
    {
        var charter = await RoleCharter.Present(db, cancellation);
        var (from, lines, why) = ask.Plan;
        var version = new CharterVersion(from, lines, why.Trim(), context.Caller.PersonId, db.Clock.Now);
        if ((ask.Match.Refuses(charter) ?? charter.Decide(version, db.Clock.Today).Error) is { } refusal)
        {
            return refusal;
        }

        if (charter.Version == 0)
        {
            db.Set<RoleCharter>().Add(charter);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownCharter.Of(charter, db.Clock.Today);
    }
}

internal sealed class SetRoleCharterEndpoint : IEndpoint
{
    private static readonly CharterPlan Plan = new(
        new DateOnly(2099, 4, 1),
        RoleCharter.Usual,
        "2099年度から更新は営業が担う。"
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/role-charter", (CharterPlan plan, IfMatch match) => new SetRoleCharter(plan, match))
            .WithSummary("Say which role may sell, install, train, renew and advise from a day on")
            .WithDescription(
                "Adds to the dated history; nothing before that day changes. Every role is named once, and every act "
                    + "belongs to some role."
            )
            .WithExample(
                Plan,
                ShownCharter.Example with
                {
                    History =
                    [
                        new CharterVersion(
                            Plan.From,
                            Plan.Lines,
                            Plan.Why,
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            new DateTime(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc)
                        ),
                    ],
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 409, 412, 428);
}
