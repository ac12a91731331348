using CsMonolith.Health.Models.Registry;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Models.Promotion;

/// <summary>Make a model the one that scores, if the gates let it.</summary>
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
internal sealed record PromotedModel(
    string Version,
    ModelAlias Alias,
    string? Before,
    string? WaivedGate,
    bool WentBack = false,
    Guid? JobId = null
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
    IRescoring rescoring,
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
        var goesBack = before is not null && model.WasSound;
        var verdicts = await gates.Judge(model, cancellationToken);
        if (model.Promote(verdicts, ask.Waiver, context.Caller.PersonId, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        JobAccepted? scoring = null;
        if (goesBack)
        {
            // Nobody waits for the night while a withdrawn model's scores stand.
            before!.Withdraw(db.Clock.Now);
            scoring = rescoring.Start();
        }

        before?.Retire();
        await db.SaveChangesAsync(cancellationToken);
        return new PromotedModel(model.Name, model.Alias, before?.Name, model.WaivedGate, goesBack, scoring?.JobId);
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
            .WithSummary("Make a model the one that scores; refused with each gate that fails")
            .WithExample(
                new PromotionOrder(
                    new ModelWaiver(
                        Gates.NoUsableSignal,
                        "利用データがまだ3か月分しかないため、平均の確率で運用を始めます。"
                    )
                ),
                new PromotedModel("2026-11-21-1", ModelAlias.Champion, "2026-10-03-2", Gates.NoUsableSignal)
            )
            .WithProblems(400, 401, 403, 404, 409);
}
