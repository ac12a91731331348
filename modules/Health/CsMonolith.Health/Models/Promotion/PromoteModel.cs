using CsMonolith.Health.Models.Registry;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Models.Promotion;

/// <summary>
/// Make a model the one that scores, if the gates let it and a second person says yes. To go back to an earlier one
/// needs nobody else.
/// </summary>
/// <param name="Waiver">Lets one failed gate pass, by name and with a reason that is kept.</param>
internal sealed record PromoteModel(string Version, ModelWaiver? Waiver) : ICommand<PromotedModel>;

/// <summary>The body of a promotion.</summary>
internal sealed record PromotionOrder(ModelWaiver? Waiver = null);

/// <param name="Before">The champion until now.</param>
/// <param name="WentBack">
/// It was champion before: the one until now is withdrawn, its scores stand and are marked, and all accounts are being
/// scored again.
/// </param>
/// <param name="WaivedGate">The gate that the waiver let pass; <c>null</c> where none was needed.</param>
/// <param name="JobId">The job that scores them; <c>null</c> where it did not go back.</param>
/// <param name="AwaitsConfirmation">The gates let it; it becomes champion once a second person confirms.</param>
/// <param name="MayConfirm">Who may, where it waits; <c>null</c> otherwise.</param>
internal sealed record PromotedModel(
    string Version,
    ModelAlias Alias,
    string? Before,
    string? WaivedGate,
    bool WentBack = false,
    Guid? JobId = null,
    bool AwaitsConfirmation = false,
    IReadOnlyList<string>? MayConfirm = null
);

/// <summary>Starts the job that scores all accounts with the champion, within a promotion's transaction.</summary>
// Scores rest on models, so the chapter of scores implements it and this one knows no scores.
internal interface IRescoring
{
    JobAccepted Start();
}

internal sealed class PromoteModelValidator : AbstractValidator<PromoteModel>
{
    public PromoteModelValidator() =>
        When(
            ask => ask.Waiver is not null,
            () =>
            {
                RuleFor(ask => ask.Waiver!.Name)
                    .Must(Gates.Names.Contains)
                    .WithMessage(_ =>
                        ProblemAnswers.InJapanese
                            ? $"免除できる条件は {string.Join("、", Gates.Names)} のいずれかです。"
                            : $"A waiver names one of {string.Join(", ", Gates.Names)}."
                    );
                RuleFor(ask => ask.Waiver!.Reason).NotEmpty().MaximumLength(500);
            }
        );
}

internal sealed class PromoteModelHandler(
    HealthDb db,
    ModelRegistry registry,
    Gates gates,
    Succession succession,
    ISecondPersonPolicy policy,
    RequestContext context
) : IRequestHandler<PromoteModel, Result<PromotedModel>>
{
    public async Task<Result<PromotedModel>> Handle(PromoteModel ask, CancellationToken cancellationToken)
    {
        if (await registry.Find(ask.Version, cancellationToken) is not { } model)
        {
            return ModelErrors.NoSuchModel(ask.Version);
        }

        var before = await registry.Champion(cancellationToken);
        var verdicts = await gates.Judge(model, cancellationToken);
        var (by, now) = (context.Caller.PersonId, db.Clock.Now);
        var second = Succession.GoesBack(model, before)
            ? new SecondPerson(Needed: false, [])
            : await policy.For(nameof(ConfirmPromotion), cancellationToken);
        if (!second.Needed)
        {
            return await succession.Follow(
                model,
                before,
                () => model.Promote(verdicts, ask.Waiver, by, now),
                cancellationToken
            );
        }

        if (model.AskPromotion(verdicts, ask.Waiver, by, now).Error is { } refusal)
        {
            return refusal;
        }

        if (second.Others.Count == 0)
        {
            return ModelErrors.NoSecondPerson(model.Name);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new PromotedModel(
            model.Name,
            model.Alias,
            before?.Name,
            WaivedGate: null,
            AwaitsConfirmation: true,
            MayConfirm: second.Others
        );
    }
}

internal sealed class PromoteModelEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/models/{version}/promotion",
                (string version, PromotionOrder order) => new PromoteModel(version, order.Waiver)
            )
            .WithSummary("Ask for a model to be the one that scores; refused with each gate that fails")
            .WithDescription(
                "A second person who may promote confirms by POST /v1/models/{version}/promotion/confirmation; until then the "
                    + "present champion scores. One acts alone where one goes back to an earlier champion, or where "
                    + "nobody else may promote and the owner has relaxed the rule of two for CS operations."
            )
            .WithExample(
                new PromotionOrder(
                    new ModelWaiver(
                        Gates.NoUsableSignal,
                        "利用データがまだ3か月分しかないため、平均の確率で運用を始めます。"
                    )
                ),
                new PromotedModel(
                    "2026-11-21-1",
                    ModelAlias.Challenger,
                    "2026-10-03-2",
                    WaivedGate: null,
                    AwaitsConfirmation: true,
                    MayConfirm: ["村上 里奈"]
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
