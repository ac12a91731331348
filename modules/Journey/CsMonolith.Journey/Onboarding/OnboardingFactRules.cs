using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Onboarding;

/// <summary>What a fact about a customer's onboarding must agree with; each answers a refusal or <c>null</c>.</summary>
internal sealed class OnboardingFactRules(JourneyDb db)
{
    /// <summary>A contact point lies ahead; everything else has come about.</summary>
    public Error? Day(GivenOnboardingFact given) =>
        given.Kind == OnboardingFactKind.ContactPoint
            ? given.On <= db.Clock.Today && !given.Withdrawn
                ? OnboardingErrors.NotAhead(given.On, db.Clock.Today)
                : null
            : given.On > db.Clock.Today
                ? JourneyErrors.NotYet(given.On, db.Clock.Today, "/on")
                : null;

    /// <summary>What it puts right is of the account and of its kind, and nothing has put it right before.</summary>
    public async Task<Error?> Correction(Guid account, GivenOnboardingFact given, CancellationToken cancellation)
    {
        if (given.CorrectsId is not { } id)
        {
            return null;
        }

        var before = await db.Set<OnboardingFact>().FindAsync([id], cancellation);
        if (
            before is null
            || before.Withdrawn
            || (before.AccountId, before.Kind, before.Code) != (account, given.Kind, given.Code)
        )
        {
            return OnboardingErrors.NoSuchFact(id);
        }

        var newer = await db.Set<OnboardingFact>()
            .Where(one => one.CorrectsId == id)
            .Select(one => (Guid?)one.Id)
            .FirstOrDefaultAsync(cancellation);
        return newer is { } next ? OnboardingErrors.CorrectedAlready(id, next) : null;
    }

    /// <summary>Its code is one of the customer's programme, of the policy or of the four steps.</summary>
    public async Task<Error?> Code(Guid account, GivenOnboardingFact given, CancellationToken cancellation)
    {
        switch (given.Kind)
        {
            case OnboardingFactKind.BasicOperation:
                var enrolment = await db.Standing(db.Clock.Now)
                    .SingleOrDefaultAsync(one => one.AccountId == account, cancellation);
                if (enrolment is null)
                {
                    return OnboardingErrors.NotEnrolled;
                }

                var programme = await db.Set<OnboardingProgramme>().FindAsync([enrolment.ProgrammeId], cancellation);
                return Unknown(
                    given.Code!,
                    programme!.Find(enrolment.Number)!.Content.Operations.Select(one => one.Code)
                );
            case OnboardingFactKind.GateItem:
                return Unknown(
                    given.Code!,
                    (await OnboardingPolicy.Present(db, cancellation)).Items.Select(item => item.Code)
                );
            case OnboardingFactKind.DailyWorkStep:
                return Unknown(given.Code!, DailyWorkStep.All.Select(step => step.Code));
            default:
                return null;
        }
    }

    /// <summary>The key user is on the account's map of people.</summary>
    public async Task<Error?> Person(Guid account, GivenOnboardingFact given, CancellationToken cancellation) =>
        given.StakeholderId is not { } person
        || await db.Set<Stakeholder>().AnyAsync(one => one.Id == person && one.AccountId == account, cancellation)
            ? null
            : OnboardingErrors.NoSuchKeyUser(person);

    private static Error? Unknown(string code, IEnumerable<string> known)
    {
        var codes = known.ToList();
        return codes.Contains(code, StringComparer.Ordinal) ? null : OnboardingErrors.NoSuchCode(code, codes);
    }
}
