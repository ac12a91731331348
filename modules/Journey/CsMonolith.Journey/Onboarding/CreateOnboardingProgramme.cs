namespace CsMonolith.Journey.Onboarding;

/// <summary>Create an onboarding programme with its first version.</summary>
/// <param name="Code">Its name, lower case; no two are the same.</param>
internal sealed record CreateOnboardingProgramme(string Code, OnboardingContent Content)
    : ICommand<OnboardingProgrammeProfile>;

/// <param name="Versions">The oldest first.</param>
/// <param name="Version">Give it back as If-Match to publish the next version.</param>
internal sealed record OnboardingProgrammeProfile(
    Guid Id,
    string Code,
    IReadOnlyList<OnboardingVersion> Versions,
    long Version
)
{
    public static OnboardingProgrammeProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
            "standard-onboarding",
            [
                new OnboardingVersion(
                    1,
                    OnboardingContent.Example,
                    Why: null,
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    new DateTime(2026, 3, 20, 2, 0, 0, DateTimeKind.Utc)
                ),
            ],
            Version: 1
        );

    public static OnboardingProgrammeProfile Of(OnboardingProgramme one) =>
        new(one.Id, one.Code, one.Versions, one.Version);
}

internal sealed class CreateOnboardingProgrammeValidator : AbstractValidator<CreateOnboardingProgramme>
{
    public CreateOnboardingProgrammeValidator()
    {
        RuleFor(ask => ask.Code).NotEmpty().MaximumLength(60).Matches(OnboardingContentValidator.Code);
        RuleFor(ask => ask.Content).SetValidator(new OnboardingContentValidator());
    }
}

internal sealed class CreateOnboardingProgrammeHandler(JourneyDb db, RequestContext context)
    : IRequestHandler<CreateOnboardingProgramme, Result<OnboardingProgrammeProfile>>
{
    public async Task<Result<OnboardingProgrammeProfile>> Handle(
        CreateOnboardingProgramme ask,
        CancellationToken cancellation
    )
    {
        if (await db.Set<OnboardingProgramme>().AnyAsync(one => one.Code == ask.Code, cancellation))
        {
            return OnboardingErrors.CodeTaken(ask.Code);
        }

        var programme = new OnboardingProgramme(Guid.CreateVersion7(), ask.Code, db.Clock.Now);
        if (programme.Publish(ask.Content, why: null, context.Caller.PersonId, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        db.Set<OnboardingProgramme>().Add(programme);
        await db.SaveChangesAsync(cancellation);
        return OnboardingProgrammeProfile.Of(programme);
    }
}

internal sealed class CreateOnboardingProgrammeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/onboarding-programmes", (CreateOnboardingProgramme ask) => ask)
            .Creates((OnboardingProgrammeProfile _) => "/v1/onboarding-programmes")
            .WithSummary("Create an onboarding programme with its first version")
            .WithDescription(
                "It names the basic operations that a key user of the customer shall be able to do; at most 50."
            )
            .WithExample(
                new CreateOnboardingProgramme(OnboardingProgrammeProfile.Example.Code, OnboardingContent.Example),
                OnboardingProgrammeProfile.Example
            )
            .WithProblems(400, 401, 403, 409);
}
