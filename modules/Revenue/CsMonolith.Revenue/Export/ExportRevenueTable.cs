namespace CsMonolith.Revenue.Export;

/// <summary>A table of Revenue, whole, as CSV.</summary>
internal sealed record ExportRevenueCsv(string Table) : IQuery<ExportedTable>, INamesTable;

/// <summary>A table of Revenue, whole, as JSON: an object a line.</summary>
internal sealed record ExportRevenueJson(string Table) : IQuery<ExportedTable>, INamesTable;

/// <summary>Names the table that is asked for.</summary>
internal interface INamesTable
{
    string Table { get; }
}

/// <summary>A table that is written as it is read, so that its size needs no memory.</summary>
internal sealed record ExportedTable(string FileName, Func<Stream, Task> Write);

internal sealed class ExportRevenueCsvValidator : AbstractValidator<ExportRevenueCsv>
{
    public ExportRevenueCsvValidator() => RuleFor(ask => ask.Table).Must(RevenueTables.Names.Contains).WithMessage(_ => KnownTables());

    /// <summary>The tables there are, for a refusal.</summary>
    public static string KnownTables() => ProblemAnswers.InJapanese
        ? $"{string.Join("、", RevenueTables.Names)}のいずれかを指定してください。"
        : $"Use one of {string.Join(", ", RevenueTables.Names)}.";
}

internal sealed class ExportRevenueJsonValidator : AbstractValidator<ExportRevenueJson>
{
    public ExportRevenueJsonValidator() => RuleFor(ask => ask.Table).Must(RevenueTables.Names.Contains).WithMessage(_ => ExportRevenueCsvValidator.KnownTables());
}

internal sealed class ExportRevenueCsvHandler(RevenueDb db) : IRequestHandler<ExportRevenueCsv, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportRevenueCsv ask, CancellationToken cancellationToken) => Task.FromResult<Result<ExportedTable>>(
        new ExportedTable($"{ask.Table}.csv", stream => TableText.Csv(RevenueTables.Read(db, ask.Table), stream, cancellationToken)));
}

internal sealed class ExportRevenueJsonHandler(RevenueDb db) : IRequestHandler<ExportRevenueJson, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportRevenueJson ask, CancellationToken cancellationToken) => Task.FromResult<Result<ExportedTable>>(
        new ExportedTable($"{ask.Table}.jsonl", stream => TableText.JsonLines(RevenueTables.Read(db, ask.Table), stream, cancellationToken)));
}

internal sealed class ExportRevenueCsvEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/revenue-export.csv", async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (string table, IMediator mediator, CancellationToken cancellation) =>
        {
            var exported = await mediator.Send(new ExportRevenueCsv(table), cancellation);
            return exported.Error is { } refusal ? refusal.ToProblem() : TypedResults.Stream(exported.Value.Write, "text/csv; charset=utf-8", exported.Value.FileName);
        })
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .WithName(nameof(ExportRevenueCsv)).WithSummary("Download a table of Revenue as CSV")
        .WithDescription("table is the name of a table, such as movements; a wrong one is answered with all names.")
        .WithQueryExample(("table", "exchange-rates"))
        .WithExample(null, "id,currency,per,on,nano,recordedAt\r\n0199a000-0000-7000-8000-000000000004,JPY,USD,2026-10-31,150000000000,2026-11-20T03:00:00Z\r\n")
        .WithProblems(400, 401, 403);
}

internal sealed class ExportRevenueJsonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/revenue-export.jsonl", async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (string table, IMediator mediator, CancellationToken cancellation) =>
        {
            var exported = await mediator.Send(new ExportRevenueJson(table), cancellation);
            return exported.Error is { } refusal ? refusal.ToProblem() : TypedResults.Stream(exported.Value.Write, "application/jsonl", exported.Value.FileName);
        })
        .Produces<string>(StatusCodes.Status200OK, "application/jsonl")
        .WithName(nameof(ExportRevenueJson)).WithSummary("Download a table of Revenue as JSON, an object a line")
        .WithDescription("table is the name of a table, such as movements; a wrong one is answered with all names.")
        .WithQueryExample(("table", "exchange-rates"))
        .WithExample(null, "{\"id\":\"0199a000-0000-7000-8000-000000000004\",\"currency\":\"JPY\",\"per\":\"USD\",\"on\":\"2026-10-31\",\"nano\":150000000000,\"recordedAt\":\"2026-11-20T03:00:00Z\"}\n")
        .WithProblems(400, 401, 403);
}
