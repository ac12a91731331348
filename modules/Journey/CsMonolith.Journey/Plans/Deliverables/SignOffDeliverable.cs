using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Plans.Deliverables;

/// <summary>Record what the customer said of a deliverable: accepted, or rejected and why.</summary>
internal sealed record SignOffDeliverable(Guid DeliverableId, [property: Body] NewSignOff Signed)
    : ICommand<ShownDeliverable>;

/// <param name="On">The day, not after today.</param>
/// <param name="Accepted">Whether it meets the criteria.</param>
/// <param name="By">Who at the customer said so; absent, the name of the stakeholder.</param>
/// <param name="StakeholderId">Who that is on the account's map of people.</param>
/// <param name="Reason">Why it was rejected; a rejection needs it.</param>
internal sealed record NewSignOff(
    DateOnly On,
    bool Accepted,
    string? By = null,
    Guid? StakeholderId = null,
    string? Reason = null
);

internal sealed class SignOffDeliverableValidator : AbstractValidator<SignOffDeliverable>
{
    public SignOffDeliverableValidator()
    {
        RuleFor(ask => ask.Signed.By).MaximumLength(100);
        RuleFor(ask => ask.Signed.Reason).MaximumLength(2000);
        RuleFor(ask => ask.Signed.Reason).NotEmpty().When(ask => !ask.Signed.Accepted);
    }
}

internal sealed class SignOffDeliverableHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<SignOffDeliverable, Result<ShownDeliverable>>
{
    public async Task<Result<ShownDeliverable>> Handle(SignOffDeliverable ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Deliverable>(ask.DeliverableId, "deliverable", cancellation);
        if ((found.Error ?? desk.NotYet(ask.Signed.On)) is { } refusal)
        {
            return refusal;
        }

        var (deliverable, (on, accepted, by, stakeholder, reason)) = (found.Value, ask.Signed);
        var name = string.IsNullOrWhiteSpace(by) ? null : by;
        if (stakeholder is { } person)
        {
            var known = await db.Set<Stakeholder>()
                .Where(one => one.Id == person && one.AccountId == deliverable.AccountId)
                .Select(one => one.Name)
                .SingleOrDefaultAsync(cancellation);
            if (known is null)
            {
                return PlanErrors.NoSuchStakeholder(person);
            }

            name ??= known;
        }

        if (name is null)
        {
            return PlanErrors.NoNameOfSigner;
        }

        var signed = new SignOff(name, stakeholder, on, accepted, reason, desk.Me, desk.Now);
        if (deliverable.Sign(signed).Error is { } unfit)
        {
            return unfit;
        }

        desk.Tell(
            deliverable.AccountId,
            on,
            PlanLines.SignedOff,
            $"Deliverable {(accepted ? "signed off" : "rejected")}: {deliverable.Title}",
            $"成果物の検収({(accepted ? "合格" : "差し戻し")}): {deliverable.Title}"
        );
        await db.SaveChangesAsync(cancellation);
        return ShownDeliverable.Of(deliverable, desk.Today);
    }
}

internal sealed class SignOffDeliverableEndpoint : IEndpoint
{
    private static readonly SignOff Shown = new(
        "物流部 田中 健一",
        StakeholderId: null,
        new DateOnly(2026, 11, 20),
        Accepted: true,
        Reason: null,
        Guid.Parse("0199a000-0000-7000-8000-000000000001"),
        new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/deliverables/{deliverableId}/sign-offs",
                (Guid deliverableId, NewSignOff signed) => new SignOffDeliverable(deliverableId, signed)
            )
            .WithSummary("Record what the customer said of a deliverable")
            .WithDescription("Each word stays in its history; the last one counts.")
            .WithExample(
                new NewSignOff(Shown.On, Shown.Accepted, Shown.By),
                ShownDeliverable.Example with
                {
                    SignOffs = [Shown],
                    IsSignedOff = true,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
