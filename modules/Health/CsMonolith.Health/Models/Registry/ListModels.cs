namespace CsMonolith.Health.Models.Registry;

/// <summary>Which models are registered?</summary>
internal sealed record ListModels(ListAsk List) : IQuery<Page<ModelLine>>;

/// <param name="WithdrawnAt">When an earlier champion was gone back to from it.</param>
internal sealed record ModelLine(
    string Version,
    ModelAlias Alias,
    string Outcome,
    int HorizonDays,
    bool HasSignal,
    double? RocAuc,
    double? LogLoss,
    double? BaseLogLoss,
    DateOnly? TrainedTo,
    DateTime RegisteredAt,
    DateTime? PromotedAt,
    string? WaivedGate,
    DateTime? WithdrawnAt
);

internal sealed class ListModelsHandler(HealthDb db, Cursors cursors)
    : IRequestHandler<ListModels, Result<Page<ModelLine>>>
{
    public static ListShape<ModelVersion> Shape { get; } =
        new ListShape<ModelVersion>(model => model.Id, "-registeredAt")
            .With("version", model => model.Name)
            .With("alias", model => model.Alias)
            .With("outcome", model => model.Outcome)
            .With("hasSignal", model => model.HasSignal)
            .With("registeredAt", model => model.RegisteredAt);

    public Task<Result<Page<ModelLine>>> Handle(ListModels ask, CancellationToken cancellationToken) =>
        Shape.Page(db.Set<ModelVersion>().AsNoTracking(), ask.List, cursors, Show, cancellationToken);

    private static ModelLine Show(ModelVersion model)
    {
        var measures = model.Measures;
        return new ModelLine(
            model.Name,
            model.Alias,
            model.Outcome,
            model.HorizonDays,
            model.HasSignal,
            measures?.RocAuc,
            measures?.LogLoss,
            measures?.BaseLogLoss,
            model.TrainedTo,
            model.RegisteredAt,
            model.PromotedAt,
            model.WaivedGate,
            model.WithdrawnAt
        );
    }
}

internal sealed class ListModelsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/models", (ListAsk list) => new ListModels(list))
            .WithSummary("List the registered models")
            .WithMetadata(new ListFields(ListModelsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<ModelLine>(
                    [
                        new(
                            "2026-11-21-1",
                            ModelAlias.Champion,
                            "churned",
                            90,
                            HasSignal: true,
                            0.781,
                            0.231,
                            0.276,
                            new DateOnly(2025, 11, 30),
                            new DateTime(2026, 11, 21, 2, 0, 0, DateTimeKind.Utc),
                            new DateTime(2026, 11, 21, 3, 0, 0, DateTimeKind.Utc),
                            null,
                            null
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
