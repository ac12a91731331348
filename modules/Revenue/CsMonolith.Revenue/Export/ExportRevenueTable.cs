namespace CsMonolith.Revenue.Export;

/// <summary>A table of Revenue, or a part of it, as CSV.</summary>
internal sealed record ExportRevenueCsv(
    string Table,
    Guid? AccountId = null,
    DateOnly? From = null,
    DateOnly? To = null
) : IQuery<ExportedTable>, ISensitiveQuery, INamesTable;

/// <summary>A table of Revenue, or a part of it, as JSON: an object a line.</summary>
internal sealed record ExportRevenueJson(
    string Table,
    Guid? AccountId = null,
    DateOnly? From = null,
    DateOnly? To = null
) : IQuery<ExportedTable>, ISensitiveQuery, INamesTable;

/// <summary>Names the table that is asked for, and what of it.</summary>
internal interface INamesTable
{
    string Table { get; }

    /// <summary>Only rows of this customer.</summary>
    Guid? AccountId { get; }

    /// <summary>Only rows whose day is this or later.</summary>
    DateOnly? From { get; }

    /// <summary>Only rows whose day is this or earlier.</summary>
    DateOnly? To { get; }
}

/// <summary>A table that is written as it is read, so that its size needs no memory.</summary>
internal sealed record ExportedTable(string FileName, Func<Stream, Task> Write);

internal sealed class ExportRevenueCsvValidator : AbstractValidator<ExportRevenueCsv>
{
    public ExportRevenueCsvValidator() => ExportRules.Lay(this);
}

internal sealed class ExportRevenueJsonValidator : AbstractValidator<ExportRevenueJson>
{
    public ExportRevenueJsonValidator() => ExportRules.Lay(this);
}

/// <summary>What both forms ask of a request.</summary>
internal static class ExportRules
{
    public static void Lay<TAsk>(AbstractValidator<TAsk> validator)
        where TAsk : INamesTable
    {
        validator
            .RuleFor(ask => ask.Table)
            .Must(RevenueTables.Names.Contains)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? $"{string.Join("、", RevenueTables.Names)}のいずれかを指定してください。"
                    : $"Use one of {string.Join(", ", RevenueTables.Names)}."
            );
        validator
            .RuleFor(ask => ask.AccountId)
            .Null()
            .When(ask => RevenueTables.Names.Contains(ask.Table) && !RevenueTables.IsOfAccounts(ask.Table))
            .WithMessage(ask =>
                ProblemAnswers.InJapanese
                    ? $"「{ask.Table}」の行は顧客ごとではありません。accountId を外してください。"
                    : $"Rows of '{ask.Table}' are not of one customer. Leave accountId out."
            );
        validator.RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From).When(ask => ask.From is not null);
    }
}

internal sealed class ExportRevenueCsvHandler(RevenueDb db) : IRequestHandler<ExportRevenueCsv, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportRevenueCsv ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ExportedTable>>(
            new ExportedTable(
                $"{ask.Table}.csv",
                stream => TableText.Csv(RevenueTables.Read(db, ask), stream, cancellationToken)
            )
        );
}

internal sealed class ExportRevenueJsonHandler(RevenueDb db) : IRequestHandler<ExportRevenueJson, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportRevenueJson ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ExportedTable>>(
            new ExportedTable(
                $"{ask.Table}.jsonl",
                stream => TableText.JsonLines(RevenueTables.Read(db, ask), stream, cancellationToken)
            )
        );
}

internal sealed class ExportRevenueCsvEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/revenue-export.csv",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    string table,
                    Guid? accountId,
                    DateOnly? from,
                    DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var exported = await mediator.Send(new ExportRevenueCsv(table, accountId, from, to), cancellation);
                    return exported.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Stream(exported.Value.Write, "text/csv; charset=utf-8", exported.Value.FileName);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithName(nameof(ExportRevenueCsv))
            .WithSummary("Download a table of Revenue as CSV")
            .WithDescription(
                "table is the name of a table, such as movements; a wrong one is answered with all names. "
                    + "accountId leaves the rows of one customer; from and to, both included, those whose day lies "
                    + "between: the day on which they take effect, or failing that the one on which they were "
                    + "recorded."
            )
            .WithQueryExample(("table", "exchange-rates"))
            .WithExample(
                null,
                "id,currency,per,on,nano,recordedAt\r\n0199a000-0000-7000-8000-000000000004,JPY,USD,2026-10-31,150000000000,2026-11-20T03:00:00Z\r\n"
            )
            .WithProblems(400, 401, 403);
}

internal sealed class ExportRevenueJsonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/revenue-export.jsonl",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    string table,
                    Guid? accountId,
                    DateOnly? from,
                    DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var exported = await mediator.Send(new ExportRevenueJson(table, accountId, from, to), cancellation);
                    return exported.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Stream(exported.Value.Write, "application/jsonl", exported.Value.FileName);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl")
            .WithName(nameof(ExportRevenueJson))
            .WithSummary("Download a table of Revenue as JSON, an object a line")
            .WithDescription(
                "table is the name of a table, such as movements; a wrong one is answered with all names. "
                    + "accountId leaves the rows of one customer; from and to, both included, those whose day lies "
                    + "between: the day on which they take effect, or failing that the one on which they were "
                    + "recorded."
            )
            .WithQueryExample(("table", "exchange-rates"))
            .WithExample(
                null,
                "{\"id\":\"0199a000-0000-7000-8000-000000000004\",\"currency\":\"JPY\",\"per\":\"USD\",\"on\":\"2026-10-31\",\"nano\":150000000000,\"recordedAt\":\"2026-11-20T03:00:00Z\"}\n"
            )
            .WithProblems(400, 401, 403);
}
