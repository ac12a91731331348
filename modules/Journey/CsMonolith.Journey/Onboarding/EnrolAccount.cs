using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Enrol a customer in a version of an onboarding programme.</summary>
internal sealed record EnrolAccount(Guid AccountId, [property: Body] NewEnrolment Enrolment)
    : ICommand<ShownEnrolment>,
        IAboutAccount;

/// <param name="ProgrammeId">Which programme.</param>
/// <param name="On">The first day; not after today.</param>
/// <param name="Number">Its version; without, the one in force on that day.</param>
/// <param name="Corrects">Whether it puts right an enrolment that was recorded wrongly.</param>
internal sealed record NewEnrolment(Guid ProgrammeId, DateOnly On, int? Number = null, bool Corrects = false);

/// <param name="Number">The programme's version.</param>
/// <param name="Name">What that version is called.</param>
internal sealed record ShownEnrolment(
    Guid AccountId,
    Guid ProgrammeId,
    string Code,
    int Number,
    string Name,
    DateOnly On,
    Guid? ById,
    DateTime RecordedAt
)
{
    public static ShownEnrolment Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
            "standard-onboarding",
            1,
            OnboardingContent.Example.Name,
            new DateOnly(2026, 11, 10),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2026, 11, 10, 2, 0, 0, DateTimeKind.Utc)
        );

    public static ShownEnrolment Of(Enrolment one, OnboardingProgramme programme) =>
        new(
            one.AccountId,
            one.ProgrammeId,
            programme.Code,
            one.Number,
            programme.Find(one.Number)!.Content.Name,
            one.On,
            one.ById,
            one.RecordedAt
        );
}

internal sealed class EnrolAccountHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<EnrolAccount, Result<ShownEnrolment>>
{
    public async Task<Result<ShownEnrolment>> Handle(EnrolAccount ask, CancellationToken cancellation)
    {
        var (account, wish) = (ask.AccountId, ask.Enrolment);
        if (await accounts.NoCustomer(account, cancellation) is { } noCustomer)
        {
            return noCustomer;
        }

        if (wish.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(wish.On, db.Clock.Today, "/on");
        }

        if (await db.Set<OnboardingProgramme>().FindAsync([wish.ProgrammeId], cancellation) is not { } programme)
        {
            return OnboardingErrors.UnknownProgramme(wish.ProgrammeId);
        }

        var version = wish.Number is { } number ? programme.Find(number) : programme.On(wish.On);
        if (version is null || version.Content.From > wish.On)
        {
            return OnboardingErrors.NoVersion(programme.Code, wish.Number, wish.On);
        }

        var before = await db.Set<Enrolment>()
            .Where(one => one.AccountId == account)
            .OrderByDescending(one => one.Entry)
            .FirstOrDefaultAsync(cancellation);
        if (before is not null != wish.Corrects)
        {
            return before is null ? OnboardingErrors.NothingToCorrect : OnboardingErrors.EnrolledAlready(before);
        }

        var enrolment = new Enrolment
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Entry = (before?.Entry ?? 0) + 1,
            ProgrammeId = programme.Id,
            Number = version.Number,
            On = wish.On,
            ById = context.Caller.PersonId,
            RecordedAt = db.Clock.Now,
        };
        db.Set<Enrolment>().Add(enrolment);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    wish.On,
                    Enrolment.EnrolledLine,
                    enrolment.Id,
                    $"Onboarding by \"{version.Content.Name}\", version {version.Number}",
                    $"オンボーディング「{version.Content.Name}」第{version.Number}版を開始"
                )
            );
        await db.SaveChangesAsync(cancellation);
        return ShownEnrolment.Of(enrolment, programme);
    }
}

internal sealed class EnrolAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/onboarding-enrolments",
                (Guid accountId, NewEnrolment enrolment) => new EnrolAccount(accountId, enrolment)
            )
            .Creates((ShownEnrolment _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/onboarding")
            .WithSummary("Enrol a customer in a version of an onboarding programme")
            .WithDescription(
                "A customer is in one version, and stays in it when a newer one is published. An enrolment recorded "
                    + "wrongly is put right by a further one with corrects; both stay in the history."
            )
            .WithExample(
                new NewEnrolment(ShownEnrolment.Example.ProgrammeId, ShownEnrolment.Example.On),
                ShownEnrolment.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
