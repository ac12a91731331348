namespace CsMonolith.Journey.Onboarding;

/// <summary>Publish a new version of an onboarding programme.</summary>
internal sealed record PublishOnboardingProgramme(
    Guid ProgrammeId,
    [property: Body] NextOnboardingVersion Next,
    IfMatch Match
) : ICommand<OnboardingProgrammeProfile>;

/// <param name="Content">All of it.</param>
/// <param name="Why">Why it changes.</param>
internal sealed record NextOnboardingVersion(OnboardingContent Content, string Why);

internal sealed class PublishOnboardingProgrammeValidator : AbstractValidator<PublishOnboardingProgramme>
{
    public PublishOnboardingProgrammeValidator()
    {
        RuleFor(ask => ask.Next.Content).SetValidator(new OnboardingContentValidator());
        RuleFor(ask => ask.Next.Why).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class PublishOnboardingProgrammeHandler(JourneyDb db, RequestContext context)
    : IRequestHandler<PublishOnboardingProgramme, Result<OnboardingProgrammeProfile>>
{
    public async Task<Result<OnboardingProgrammeProfile>> Handle(
        PublishOnboardingProgramme ask,
        CancellationToken cancellation
    )
    {
        if (await db.Set<OnboardingProgramme>().FindAsync([ask.ProgrammeId], cancellation) is not { } programme)
        {
            return OnboardingErrors.NoSuchProgramme(ask.ProgrammeId);
        }

        var (next, by) = (ask.Next, context.Caller.PersonId);
        if (
            (ask.Match.Refuses(programme) ?? programme.Publish(next.Content, next.Why, by, db.Clock.Now).Error) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return OnboardingProgrammeProfile.Of(programme);
    }
}

internal sealed class PublishOnboardingProgrammeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/onboarding-programmes/{programmeId}/versions",
                (Guid programmeId, NextOnboardingVersion next, IfMatch match) =>
                    new PublishOnboardingProgramme(programmeId, next, match)
            )
            .WithSummary("Publish a new version of an onboarding programme")
            .WithDescription(
                "Customers stay in the version that they were enrolled in, so that versions can be compared. Its first day "
                    + "is no earlier than the version's before."
            )
            .WithExample(
                new NextOnboardingVersion(
                    OnboardingContent.Example with
                    {
                        From = new DateOnly(2026, 10, 1),
                    },
                    "利用開始前に配車計画の練習を加えた"
                ),
                OnboardingProgrammeProfile.Example with
                {
                    Versions =
                    [
                        OnboardingProgrammeProfile.Example.Versions[0],
                        OnboardingProgrammeProfile.Example.Versions[0] with
                        {
                            Number = 2,
                            Content = OnboardingContent.Example with { From = new DateOnly(2026, 10, 1) },
                            Why = "利用開始前に配車計画の練習を加えた",
                        },
                    ],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
