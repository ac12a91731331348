using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>
/// Rows to watch at the command line: those of the training extract, but without labels, so that months are among them
/// whose outcome nobody
/// knows yet. Pseudonyms, no names, no pay. Reading them is audited.
/// </summary>
/// <remarks>In stages: its audit row is written once the rows have been looked through.</remarks>
/// <param name="Purpose">
/// What the rows are taken for: the same account has the same pseudonym in all extracts of one purpose, and another one
/// in those of another.
/// </param>
internal sealed record GetScoringExtract(Month From, Month To, string Purpose = ExtractCells.UsualPurpose)
    : IStagedCommand<ScoringExtract>;

/// <param name="NotLive">Snapshots left out since the customer paid nothing on the day.</param>
internal sealed record ScoringExtract(ScoringFile File, int Rows, int NotLive);

internal sealed class GetScoringExtractValidator : AbstractValidator<GetScoringExtract>
{
    public GetScoringExtractValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.Purpose).Length(1, ExtractCells.LongestPurpose);
    }
}

internal sealed class GetScoringExtractHandler(HealthDb db, StagedTransaction transaction, Pseudonyms pseudonyms)
    : IRequestHandler<GetScoringExtract, Result<ScoringExtract>>
{
    public async Task<Result<ScoringExtract>> Handle(GetScoringExtract ask, CancellationToken cancellationToken)
    {
        var (from, to) = (ask.From.First, ask.To.Last);
        var accounts = ExtractCells.Accounts(pseudonyms, ask.Purpose);
        var (columns, rows) = (new FeatureColumns(), new List<ScoringRow>());
        await foreach (
            var row in db.Set<Snapshot>()
                .Where(row => row.IsLive && row.AsOf >= from && row.AsOf <= to)
                .Select(row => new
                {
                    row.Id,
                    row.AsOf,
                    row.AccountId,
                    row.Features,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            columns.See(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Features)!);
            rows.Add(new ScoringRow(row.Id, row.AsOf, accounts.Of(row.AccountId)));
        }

        var notLive = await db.Set<Snapshot>()
            .CountAsync(row => !row.IsLive && row.AsOf >= from && row.AsOf <= to, cancellationToken);
        rows.Sort((one, other) => (one.AsOf, one.Account).CompareTo((other.AsOf, other.Account)));
        return await transaction.Run(
            ask,
            () =>
                Task.FromResult<Result<ScoringExtract>>(
                    new ScoringExtract(new ScoringFile(db, rows, columns.All), rows.Count, notLive)
                ),
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
                    string? purpose,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var extract = await mediator.Send(
                        new GetScoringExtract(from, to, purpose ?? ExtractCells.UsualPurpose),
                        cancellation
                    );
                    if (extract.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.Headers["X-Rows"] = $"{extract.Value.Rows}";
                    http.Response.Headers["X-Not-Live-Rows"] = $"{extract.Value.NotLive}";
                    return TypedResults.Stream(
                        body => extract.Value.File.Write(body, cancellation),
                        "text/csv; charset=utf-8",
                        $"scoring-{from}-{to}.csv"
                    );
                }
            )
            .WithName(nameof(GetScoringExtract))
            .WithSummary("Read snapshots without labels as CSV, under pseudonyms; the read is audited")
            .WithDescription(
                "`account` is a pseudonym that depends on `purpose`, what the rows are taken for (`learning` if absent): the "
                    + "same purpose gives the same pseudonyms, another one others. Rows of a month come in no order of "
                    + "accounts; `tenure_days` counts from the middle of the month of the start. "
                    + "`X-Not-Live-Rows` tells how many snapshots are left out since the customer paid nothing on the day."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithQueryExample(("from", "2024-03"), ("to", "2024-03"))
            .WithExample(
                null,
                "account,snapshot_month,industry,departments_using\n5b1c0e6f9d2a4c7788aa01f3c2d4e5f6,2024-03,製造,3\n"
            )
            .WithProblems(400, 401, 403);
}
