namespace CsMonolith.Journey.Consulting;

/// <summary>Take back an assessment that was wrong.</summary>
internal sealed record VoidAssessment(Guid AssessmentId, [property: Body] ConsultingVoid Taken)
    : ICommand<ShownAssessment>;

/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record ConsultingVoid(string Reason);

internal sealed class VoidAssessmentValidator : AbstractValidator<VoidAssessment>
{
    public VoidAssessmentValidator() => RuleFor(ask => ask.Taken.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class VoidAssessmentHandler(JourneyDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<VoidAssessment, Result<ShownAssessment>>
{
    public async Task<Result<ShownAssessment>> Handle(VoidAssessment ask, CancellationToken cancellation)
    {
        var assessment = await db.Set<Assessment>().FindAsync([ask.AssessmentId], cancellation);
        if (assessment is null || !await visibility.Sees(assessment.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("assessment", ask.AssessmentId);
        }

        if (assessment.Void(ask.Taken.Reason, context.Caller.PersonId, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownAssessment.Of(assessment);
    }
}

internal sealed class VoidAssessmentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/assessments/{assessmentId}/void",
                (Guid assessmentId, ConsultingVoid taken) => new VoidAssessment(assessmentId, taken)
            )
            .WithSummary("Take back an assessment that was wrong")
            .WithDescription("It stays in the list with the reason; record the right one anew.")
            .WithExample(
                new ConsultingVoid("別の部署の話だった"),
                ShownAssessment.Example with
                {
                    VoidedAt = new DateTime(2026, 11, 12, 2, 0, 0, DateTimeKind.Utc),
                    VoidReason = "別の部署の話だった",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
