using CsMonolith.Health.Models.Registry;

namespace CsMonolith.Health.Models.Promotion;

/// <summary>Confirm a promotion, and its waiver, that somebody else has asked for; the gates are judged anew.</summary>
internal sealed record ConfirmPromotion(string Version) : ICommand<PromotedModel>;

internal sealed class ConfirmPromotionHandler(
    HealthDb db,
    ModelRegistry registry,
    Gates gates,
    Succession succession,
    RequestContext context
) : IRequestHandler<ConfirmPromotion, Result<PromotedModel>>
{
    public async Task<Result<PromotedModel>> Handle(ConfirmPromotion ask, CancellationToken cancellationToken)
    {
        if (await registry.Find(ask.Version, cancellationToken) is not { } model)
        {
            return ModelErrors.NoSuchModel(ask.Version);
        }

        var before = await registry.Champion(cancellationToken);
        var verdicts = await gates.Judge(model, cancellationToken);
        return await succession.Follow(
            model,
            before,
            () => model.ConfirmPromotion(verdicts, context.Caller.PersonId, db.Clock.Now),
            cancellationToken
        );
    }
}

internal sealed class ConfirmPromotionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/models/{version}/promotion/confirmation", (string version) => new ConfirmPromotion(version))
            .WithSummary("Confirm a promotion that somebody else has asked for")
            .WithExample(
                null,
                new PromotedModel("2026-11-21-1", ModelAlias.Champion, "2026-10-03-2", Gates.NoUsableSignal)
            )
            .WithProblems(400, 401, 403, 404, 409);
}
