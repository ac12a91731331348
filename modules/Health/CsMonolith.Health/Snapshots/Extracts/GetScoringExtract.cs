using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Usage.Privacy;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>
/// Rows to watch at the command line: those of the training extract, but without labels, so that months are among them
/// whose outcome nobody
/// knows yet. Pseudonyms, no names, no pay. Reading them is audited.
/// </summary>
/// <remarks>
/// In stages: the first extract stores the secret behind the pseudonyms, once the rows have been looked through.
/// </remarks>
internal sealed record GetScoringExtract(Month From, Month To) : IStagedCommand<ScoringExtract>;

internal sealed record ScoringExtract(ScoringFile File, int Rows);

internal sealed class GetScoringExtractValidator : AbstractValidator<GetScoringExtract>
{
    public GetScoringExtractValidator() => RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
}

internal sealed class GetScoringExtractHandler(HealthDb db, StagedTransaction transaction)
    : IRequestHandler<GetScoringExtract, Result<ScoringExtract>>
{
    public async Task<Result<ScoringExtract>> Handle(GetScoringExtract ask, CancellationToken cancellationToken)
    {
        var (from, to) = (ask.From.First, ask.To.Last);
        var rows = db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.IsLive && row.AsOf >= from && row.AsOf <= to)
            .OrderBy(row => row.AsOf)
            .ThenBy(row => row.AccountId);
        var (columns, count) = (new FeatureColumns(), 0);
        await foreach (
            var features in rows.Select(row => row.Features).AsAsyncEnumerable().WithCancellation(cancellationToken)
        )
        {
            columns.See(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(features)!);
            count++;
        }

        var pseudonyms = new Pseudonyms(db);
        return await transaction.Run<ScoringExtract>(
            ask,
            async () =>
            {
                await pseudonyms.Prepare(cancellationToken);
                return new ScoringExtract(new ScoringFile(rows, columns.All, pseudonyms), count);
            },
            cancellationToken
        );
    }
}

internal sealed class GetScoringExtractEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/scoring-extracts",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    Month from,
                    Month to,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var extract = await mediator.Send(new GetScoringExtract(from, to), cancellation);
                    if (extract.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.Headers["X-Rows"] = $"{extract.Value.Rows}";
                    return TypedResults.Stream(
                        body => extract.Value.File.Write(body, cancellation),
                        "text/csv; charset=utf-8",
                        $"scoring-{from}-{to}.csv"
                    );
                }
            )
            .WithName(nameof(GetScoringExtract))
            .WithSummary("Read snapshots without labels as CSV, under pseudonyms; the read is audited")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithQueryExample(("from", "2024-03"), ("to", "2024-03"))
            .WithExample(
                null,
                "account,snapshot_month,industry,departments_using\n5b1c0e6f9d2a4c7788aa01f3c2d4e5f6,2024-03,製造,3\n"
            )
            .WithProblems(400, 401, 403);
}
