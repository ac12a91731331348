using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Imports.Exporting;

/// <summary>A table, or a part of it, as CSV.</summary>
internal sealed record ExportTableCsv(string Table, Guid? AccountId = null, DateOnly? From = null, DateOnly? To = null)
    : IQuery<ExportedTable>,
        ISensitiveQuery,
        INamesTable;

/// <summary>A table, or a part of it, as JSON: an object a line.</summary>
internal sealed record ExportTableJson(string Table, Guid? AccountId = null, DateOnly? From = null, DateOnly? To = null)
    : IQuery<ExportedTable>,
        ISensitiveQuery,
        INamesTable;

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

internal sealed class ExportTableCsvValidator : AbstractValidator<ExportTableCsv>
{
    public ExportTableCsvValidator() =>
        RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From).When(ask => ask.From is not null);
}

internal sealed class ExportTableJsonValidator : AbstractValidator<ExportTableJson>
{
    public ExportTableJsonValidator() =>
        RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From).When(ask => ask.From is not null);
}

/// <summary>Finds the rows that are asked for and that the caller reaches.</summary>
internal sealed class TableReader(ExportRights rights, IServiceProvider services)
{
    public async Task<Result<ExportedTable>> Read(
        INamesTable ask,
        string ending,
        Func<ExportTable, ExportAsk, Stream, Task> write,
        CancellationToken cancellation
    )
    {
        var found = rights.Find(ask.Table);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var table = found.Value;
        if (ask.AccountId is not null && !table.IsOfAccounts)
        {
            return ExportErrors.NotOfAccounts(table);
        }

        if ((ask.From ?? ask.To) is not null && !table.HasDays)
        {
            return ExportErrors.HasNoDays(table, ask.From is null ? "to" : "from");
        }

        var scope = await rights.Accounts(table, cancellation);
        var asked = new ExportAsk(scope, ask.AccountId, ask.From, ask.To);
        return new ExportedTable($"{table.Name}.{ending}", stream => write(table, asked, stream));
    }

    public IAsyncEnumerable<IReadOnlyList<System.Text.Json.Nodes.JsonNode?>> Rows(
        ExportTable table,
        ExportAsk ask,
        CancellationToken cancellation
    ) => table.Read(services, ask, cancellation);
}

internal sealed class ExportTableCsvHandler(TableReader reader) : IRequestHandler<ExportTableCsv, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportTableCsv ask, CancellationToken cancellationToken) =>
        reader.Read(
            ask,
            "csv",
            (table, part, stream) =>
                TableText.Csv(table.Columns, reader.Rows(table, part, cancellationToken), stream, cancellationToken),
            cancellationToken
        );
}

internal sealed class ExportTableJsonHandler(TableReader reader)
    : IRequestHandler<ExportTableJson, Result<ExportedTable>>
{
    public Task<Result<ExportedTable>> Handle(ExportTableJson ask, CancellationToken cancellationToken) =>
        reader.Read(
            ask,
            "jsonl",
            (table, part, stream) =>
                TableText.JsonLines(
                    table.Columns,
                    reader.Rows(table, part, cancellationToken),
                    stream,
                    cancellationToken
                ),
            cancellationToken
        );
}

internal sealed class ExportTableCsvEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/exports/csv",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    string table,
                    Guid? accountId,
                    DateOnly? from,
                    DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var exported = await mediator.Send(new ExportTableCsv(table, accountId, from, to), cancellation);
                    return exported.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Stream(exported.Value.Write, "text/csv; charset=utf-8", exported.Value.FileName);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithName(nameof(ExportTableCsv))
            .WithSummary("Download a table as CSV")
            .WithDescription(
                "table is one of those that GET /v1/exports lists. UTF-8 with a mark; a ' stands before what a spreadsheet would take for a formula, and an import takes "
                    + "it off again. accountId leaves the rows of one customer; from and to, both included, those whose "
                    + "day lies between. A file of an importable table can be uploaded as its kind of import."
            )
            .WithQueryExample(("table", "exchange-rates"))
            .WithExample(
                null,
                "id,currency,per,on,nano,recordedAt\r\n0199a000-0000-7000-8000-000000000004,JPY,USD,2026-10-31,150000000000,2026-11-20T03:00:00Z\r\n"
            )
            .WithProblems(400, 401, 403);
}

internal sealed class ExportTableJsonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/exports/jsonl",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    string table,
                    Guid? accountId,
                    DateOnly? from,
                    DateOnly? to,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var exported = await mediator.Send(new ExportTableJson(table, accountId, from, to), cancellation);
                    return exported.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Stream(exported.Value.Write, "application/jsonl", exported.Value.FileName);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl")
            .WithName(nameof(ExportTableJson))
            .WithSummary("Download a table as JSON, an object a line")
            .WithDescription(
                "table is one of those that GET /v1/exports lists. accountId leaves the rows of one customer; from and "
                    + "to, both included, those whose day lies between."
            )
            .WithQueryExample(("table", "exchange-rates"))
            .WithExample(
                null,
                "{\"id\":\"0199a000-0000-7000-8000-000000000004\",\"currency\":\"JPY\",\"per\":\"USD\",\"on\":\"2026-10-31\",\"nano\":150000000000,\"recordedAt\":\"2026-11-20T03:00:00Z\"}\n"
            )
            .WithProblems(400, 401, 403);
}
