using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Reviews;

/// <summary>Record how long the material of a business review took.</summary>
internal sealed record RecordReviewPreparation(Guid AccountId, [property: Body] PreparationWork Work)
    : ICommand<ShownReviewPreparation>,
        IAboutAccount;

/// <param name="On">The day of the work; not after today.</param>
/// <param name="ReviewOn">
/// The day of the business review, at most a year after the work; several entries for one day add up to one review's
/// preparation.
/// </param>
/// <param name="Minutes">How long it took, 1 to 1,440.</param>
/// <param name="Method">byHand, or withPack: from a pack that was built here.</param>
/// <param name="PackId">The pack; work with a pack names it.</param>
/// <param name="PersonId">Who did it; absent, the caller. Only a leader or CS operations names somebody else.</param>
internal sealed record PreparationWork(
    DateOnly On,
    DateOnly ReviewOn,
    int Minutes,
    PreparationMethod Method,
    Guid? PackId = null,
    Guid? PersonId = null
);

/// <param name="ActivityId">The entry in the time log that holds the minutes.</param>
internal sealed record ShownReviewPreparation(
    Guid Id,
    Guid AccountId,
    Guid ActivityId,
    DateOnly On,
    DateOnly ReviewOn,
    int Minutes,
    PreparationMethod Method,
    Guid? PackId,
    Guid? PersonId
)
{
    public static ShownReviewPreparation Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f504"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-00000000f505"),
            new DateOnly(2026, 11, 17),
            new DateOnly(2026, 11, 25),
            Minutes: 35,
            PreparationMethod.WithPack,
            Guid.Parse("0199a000-0000-7000-8000-00000000f506"),
            Guid.Parse("0199a000-0000-7000-8000-000000000001")
        );

    public static ShownReviewPreparation Of(ReviewPreparation one, Activity did) =>
        new(
            one.Id,
            one.AccountId,
            one.ActivityId,
            did.On,
            one.ReviewOn,
            did.Minutes ?? 0,
            one.Method,
            one.PackId,
            did.ById
        );
}

internal sealed class RecordReviewPreparationValidator : AbstractValidator<RecordReviewPreparation>
{
    public RecordReviewPreparationValidator()
    {
        RuleFor(ask => ask.Work.On).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Work.ReviewOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Work.ReviewOn)
            .Must((ask, day) => day.DayNumber - ask.Work.On.DayNumber <= 366)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "レビューの日(reviewOn)は準備した日(on)から1年以内にしてください。"
                    : "The review lies more than a year after the work. Give its day in reviewOn, at most a year after on."
            );
        RuleFor(ask => ask.Work.Minutes).InclusiveBetween(1, 1440);
        RuleFor(ask => ask.Work.Method).IsInEnum();
        RuleFor(ask => ask.Work.PackId)
            .Null()
            .When(ask => ask.Work.Method == PreparationMethod.ByHand)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "手作業の準備には資料(packId)を指定できません。省くか、method を withPack にしてください。"
                    : "Work by hand has no pack. Leave packId out, or give withPack as the method."
            );
        RuleFor(ask => ask.Work.PackId)
            .NotEmpty()
            .When(ask => ask.Work.Method == PreparationMethod.WithPack)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "資料を使った準備には資料の packId が必要です。指定するか、method を byHand にしてください。"
                    : "Work with a pack names it. Give packId, or give byHand as the method."
            );
    }
}

internal sealed class RecordReviewPreparationHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    NameablePeople people,
    RequestContext context
) : IRequestHandler<RecordReviewPreparation, Result<ShownReviewPreparation>>
{
    private const int MinutesOfADay = 1440;

    public async Task<Result<ShownReviewPreparation>> Handle(
        RecordReviewPreparation ask,
        CancellationToken cancellation
    )
    {
        var (account, work) = (ask.AccountId, ask.Work);
        if (await accounts.NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (work.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(work.On, db.Clock.Today, "/on");
        }

        if (work.PersonId is { } person && !await people.Has(person, account, cancellation))
        {
            return JourneyErrors.NoSuchPerson(person, "/personId");
        }

        if (context.Scope < PermissionScope.Team && work.PersonId is { } named && named != context.Caller.ReachesAs)
        {
            return EffectReviewErrors.OthersMinutes;
        }

        var who = work.PersonId ?? context.Caller.PersonId;
        if (await MinutesBefore(who, work.On, cancellation) is var before && before + work.Minutes > MinutesOfADay)
        {
            return EffectReviewErrors.DayFull(work.On, before, MinutesOfADay);
        }

        var did = Activity.Record(
            db,
            account,
            new ActivityDetails(work.On, ActivityKind.Preparation)
            {
                What = $"QBR {work.ReviewOn:yyyy-MM-dd}",
                Minutes = work.Minutes,
            },
            who,
            naturalKey: null
        );
        var preparation = new ReviewPreparation
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            ActivityId = did.Id,
            ReviewOn = work.ReviewOn,
            Method = work.Method,
            PackId = work.PackId,
            RecordedAt = db.Clock.Now,
        };
        db.Set<ReviewPreparation>().Add(preparation);
        await db.SaveChangesAsync(cancellation);
        return ShownReviewPreparation.Of(preparation, did);
    }

    // Of a machine's records nobody knows whose day they fill.
    private async Task<int> MinutesBefore(Guid? person, DateOnly on, CancellationToken cancellation) =>
        person is null
            ? 0
            : await db.Set<Activity>()
                .Where(one => one.ById == person && one.On == on && one.Kind == ActivityKind.Preparation)
                .SumAsync(one => one.Minutes ?? 0, cancellation);
}

internal sealed class RecordReviewPreparationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/review-preparations",
                (Guid accountId, PreparationWork work) => new RecordReviewPreparation(accountId, work)
            )
            .Creates(
                (ShownReviewPreparation _, RouteValueDictionary route) =>
                    $"/v1/accounts/{route["accountId"]}/review-preparations"
            )
            .WithSummary("Record how long the material of a business review took")
            .WithDescription(
                "The minutes are an activity too, so that the time log holds them once. Record the reviews that are still "
                    + "prepared by hand as well: only against those can a saving be shown."
            )
            .WithExample(
                new PreparationWork(
                    ShownReviewPreparation.Example.On,
                    ShownReviewPreparation.Example.ReviewOn,
                    ShownReviewPreparation.Example.Minutes,
                    PreparationMethod.WithPack,
                    ShownReviewPreparation.Example.PackId
                ),
                ShownReviewPreparation.Example
            )
            .WithProblems(400, 401, 403, 404);
}
