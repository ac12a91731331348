using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Goals;

/// <summary>Record what was measured of a success definition, with the evidence.</summary>
internal sealed record RecordAttainment(Guid AccountId, [property: Body] MeasuredSuccess Measured)
    : ICommand<AttainmentRow>,
        IAboutAccount;

/// <param name="On">The last day of the time that was measured.</param>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Evidence">How one knows: what was measured, by whom, against what.</param>
/// <param name="Number">
/// Version of the success definition by which it is judged; without, the one in force on that day.
/// </param>
internal sealed record MeasuredSuccess(DateOnly On, double Value, string Evidence, int? Number = null);

/// <param name="Number">Of the success definition.</param>
/// <param name="IsReached">
/// Whether the value meets the target: from the baseline towards it, upwards where there is no baseline.
/// </param>
internal sealed record AttainmentRow(
    Guid Id,
    Guid AccountId,
    int Number,
    DateOnly On,
    double Value,
    bool IsReached,
    string Evidence,
    DateTime RecordedAt
)
{
    public static AttainmentRow Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000c7"),
            DefinedSuccess.Example.AccountId,
            1,
            new DateOnly(2026, 9, 30),
            9.5,
            IsReached: true,
            "勤怠システム 9月の残業時間(物流部12名の平均)",
            new DateTime(2026, 10, 2, 2, 0, 0, DateTimeKind.Utc)
        );

    public static AttainmentRow Of(Attainment one) =>
        new(one.Id, one.AccountId, one.Number, one.On, one.Value, one.IsReached, one.Evidence, one.RecordedAt);
}

internal sealed class RecordAttainmentValidator : AbstractValidator<RecordAttainment>
{
    public RecordAttainmentValidator()
    {
        RuleFor(ask => ask.Measured.Value).FitsAGoal();
        RuleFor(ask => ask.Measured.Evidence).NotEmpty().MaximumLength(2000);
    }
}

internal sealed class RecordAttainmentHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<RecordAttainment, Result<AttainmentRow>>
{
    public async Task<Result<AttainmentRow>> Handle(RecordAttainment ask, CancellationToken cancellation)
    {
        var (account, measured) = (ask.AccountId, ask.Measured);
        if (await accounts.NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (measured.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(measured.On, db.Clock.Today, "/on");
        }

        if (await Judge(account, measured, cancellation) is not { } definition)
        {
            return JourneyErrors.NoSuchDefinition(account, measured.Number, measured.On);
        }

        if (measured.On < definition.AgreedOn)
        {
            return JourneyErrors.BeforeAgreed(measured.On, definition.AgreedOn);
        }

        var attainment = new Attainment
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            DefinitionId = definition.Id,
            Number = definition.Number,
            On = measured.On,
            Value = measured.Value,
            IsReached = definition.IsReachedBy(measured.Value),
            Evidence = measured.Evidence,
            RecordedAt = db.Clock.Now,
        };
        db.Set<Attainment>().Add(attainment);
        if (attainment.IsReached)
        {
            db.Set<TimelineEntry>().Add(attainment.Line(db, definition));
        }

        await db.SaveChangesAsync(cancellation);
        return AttainmentRow.Of(attainment);
    }

    private Task<SuccessDefinition?> Judge(Guid account, MeasuredSuccess measured, CancellationToken cancellation)
    {
        var own = db.Set<SuccessDefinition>().Where(one => one.AccountId == account);
        return measured.Number is { } number
            ? own.SingleOrDefaultAsync(one => one.Number == number, cancellation)
            : own.Where(one => one.AgreedOn <= measured.On)
                .OrderByDescending(one => one.Number)
                .FirstOrDefaultAsync(cancellation);
    }
}

internal sealed class RecordAttainmentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/attainments",
                (Guid accountId, MeasuredSuccess measured) => new RecordAttainment(accountId, measured)
            )
            .Creates((AttainmentRow _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/attainments")
            .WithSummary("Record what was measured of a success definition, with the evidence")
            .WithDescription(
                "Judged by the version in force on the day, or by the one that is named. Measurements are only added: "
                    + "of several of one day the one recorded last stands."
            )
            .WithExample(
                new MeasuredSuccess(new DateOnly(2026, 9, 30), 9.5, "勤怠システム 9月の残業時間(物流部12名の平均)"),
                AttainmentRow.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
