using System.Globalization;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Extracts;

/// <summary>Rows to train on at the command line: pseudonyms, no names, no pay. Reading them is audited.</summary>
/// <remarks>In stages: its audit row is written once the rows are labelled.</remarks>
/// <param name="From">First month; <c>null</c> takes the first that there is.</param>
/// <param name="To">Last month; <c>null</c> takes the last that there is.</param>
/// <param name="KnownOn">
/// Features and labels by what was recorded by the end of this day: whatever is learnt later, the extract is the same
/// to the byte. <c>null</c> takes labels by all that
/// is known.
/// </param>
/// <param name="Purpose">
/// What the rows are taken for: the same account has the same pseudonym in all extracts of one purpose, and another one
/// in those of another.
/// </param>
internal sealed record GetTrainingExtract(
    Month? From,
    Month? To,
    string Outcome,
    int HorizonDays,
    ChurnPolicy Policy,
    DateOnly? KnownOn = null,
    string Purpose = ExtractCells.UsualPurpose
) : IStagedCommand<TrainingExtract>;

/// <param name="Outcomes">Rows whose label is 1; of all rows they are the base rate.</param>
/// <param name="Undecidable">Snapshots left out since their horizon is not over yet.</param>
/// <param name="NotAsked">Snapshots left out since the outcome is not asked of such customers.</param>
/// <param name="NotLive">Snapshots left out since the customer paid nothing on the day.</param>
/// <param name="Definition">Of the outcome, in words.</param>
internal sealed record TrainingExtract(
    ExtractFile File,
    int Rows,
    int Outcomes,
    int Undecidable,
    int NotAsked,
    int NotLive,
    string Definition
);

internal sealed class GetTrainingExtractValidator : AbstractValidator<GetTrainingExtract>
{
    public GetTrainingExtractValidator()
    {
        RuleFor(ask => ask.To!.Value.First)
            .GreaterThanOrEqualTo(ask => ask.From!.Value.First)
            .When(ask => ask is { From: not null, To: not null });
        RuleFor(ask => ask.HorizonDays).InclusiveBetween(7, 730);
        RuleFor(ask => ask.KnownOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.Purpose).Length(1, ExtractCells.LongestPurpose);
    }
}

internal sealed class GetTrainingExtractHandler(
    HealthDb db,
    Labeller labeller,
    OutcomeFacts facts,
    StagedTransaction transaction,
    Pseudonyms pseudonyms
) : IRequestHandler<GetTrainingExtract, Result<TrainingExtract>>
{
    public async Task<Result<TrainingExtract>> Handle(GetTrainingExtract ask, CancellationToken cancellationToken)
    {
        if (OutcomeCatalogue.Find(ask.Outcome) is not { } outcome)
        {
            return OutcomeErrors.NoSuchOutcome(ask.Outcome);
        }

        if (ask.KnownOn is { } day && await Unsettled(ask, day, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var asked = new LabelAsk(ask.Outcome, ask.HorizonDays, ask.Policy, ask.From?.First, ask.To?.Last, ask.KnownOn);
        var labelled = await labeller.Label(asked, cancellationToken);
        var due = await facts.Due(asked, [.. labelled.Rows.Select(row => row.Snapshot)], cancellationToken);
        return await transaction.Run(
            ask,
            () =>
                Task.FromResult<Result<TrainingExtract>>(
                    new TrainingExtract(
                        new ExtractFile(
                            FeatureTable.ToLearn(labelled.Rows),
                            labelled.Rows,
                            due.Select(terms => terms.Key).ToHashSet(),
                            ExtractCells.Accounts(pseudonyms, ask.Purpose)
                        ),
                        labelled.Rows.Count,
                        labelled.Rows.Count(row => row.Label),
                        labelled.Undecidable,
                        labelled.NotAsked,
                        labelled.NotLive,
                        ProblemAnswers.InJapanese ? outcome.DefinitionJa : outcome.DefinitionEn
                    )
                ),
            cancellationToken
        );
    }

    // What may still come would change the extract: facts of a day that is not over, snapshots of a month that has none
    // yet.
    private async Task<Error?> Unsettled(GetTrainingExtract ask, DateOnly day, CancellationToken cancellation)
    {
        if (day >= db.Clock.Today)
        {
            return PlatformErrors.Invalid(
                new FieldFault(
                    "/knownOn",
                    $"{day:yyyy-MM-dd} is not over: more may be recorded of it. Give a day before "
                        + $"{db.Clock.Today:yyyy-MM-dd}.",
                    $"{day:yyyy-MM-dd}はまだ終わっていません。{db.Clock.Today:yyyy-MM-dd}より前の日を指定してください。"
                )
            );
        }

        var built = await labeller.Known(day).Select(row => row.AsOf).Distinct().Order().ToListAsync(cancellation);
        var last = Month.Of(day.AddDays(1)).Plus(-1);
        var months = built.Select(Month.Of).ToHashSet();
        Month? missing =
            built.Count == 0
                ? last
                : Month
                    .Between(ask.From ?? Month.Of(built[0]), last)
                    .Where(month => !months.Contains(month))
                    .Select(month => (Month?)month)
                    .FirstOrDefault();
        return missing is { } month
            ? PlatformErrors.Invalid(
                new FieldFault(
                    "/knownOn",
                    $"There are no snapshots of {month} yet: once they are built the extract would be another. "
                        + "Build them (POST /v1/snapshot-builds), or give a later first month or an earlier day.",
                    $"{month} のスナップショットがまだありません。後で作成すると抽出が変わります。先に作成する(POST /v1/snapshot-builds)か、開始月を遅く、または日を早くしてください。"
                )
            )
            : null;
    }
}

internal sealed class GetTrainingExtractEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/training-extracts",
                async Task<Results<PushStreamHttpResult, ProblemHttpResult>> (
                    Month? from,
                    Month? to,
                    string? outcome,
                    int? horizonDays,
                    ChurnPolicy? policy,
                    DateOnly? knownOn,
                    string? purpose,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var extract = await mediator.Send(
                        new GetTrainingExtract(
                            from,
                            to,
                            outcome ?? OutcomeCatalogue.Churned,
                            horizonDays ?? OutcomeKind.HorizonDays,
                            policy ?? ChurnPolicy.RecordedEvent,
                            knownOn,
                            purpose ?? ExtractCells.UsualPurpose
                        ),
                        cancellation
                    );
                    if (extract.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.Headers["X-Rows"] = $"{extract.Value.Rows}";
                    http.Response.Headers["X-Outcome-Rows"] = $"{extract.Value.Outcomes}";
                    http.Response.Headers["X-Base-Rate"] = (
                        extract.Value.Outcomes / Math.Max(1.0, extract.Value.Rows)
                    ).ToString("F6", CultureInfo.InvariantCulture);
                    http.Response.Headers["X-Embargo-Days"] = $"{horizonDays ?? OutcomeKind.HorizonDays}";
                    http.Response.Headers["X-Not-Live-Rows"] = $"{extract.Value.NotLive}";
                    http.Response.Headers["X-Undecidable-Rows"] = $"{extract.Value.Undecidable}";
                    http.Response.Headers["X-Not-Asked-Rows"] = $"{extract.Value.NotAsked}";
                    http.Response.Headers["X-Outcome-Definition"] = Uri.EscapeDataString(extract.Value.Definition);
                    return TypedResults.Stream(
                        body => extract.Value.File.Write(body, cancellation),
                        "text/csv; charset=utf-8",
                        $"training-{from}-{to}.csv"
                    );
                }
            )
            .WithName(nameof(GetTrainingExtract))
            .WithSummary("Read labelled snapshots as CSV, under pseudonyms; the read is audited")
            .WithDescription(
                "Each row holds what was known on its day (`as_of`). With `knownOn` labels too go by what "
                    + "was recorded by the end of that day, so that the same question gives the same\n"
                    + "bytes whenever it is asked; without, by all that is known. Headers tell the base rate (`X-Base-Rate`, "
                    + "of `X-Outcome-Rows` among `X-Rows`), the embargo (`X-Embargo-Days`, as many as the label looks "
                    + "ahead: leave them between what is trained on and what is tested on), and the rows that are "
                    + "left out: `X-Not-Live-Rows` of customers who paid nothing on the day, `X-Undecidable-Rows` whose horizon is not over, `X-Not-Asked-Rows`\n"
                    + "of customers of whom the outcome is not asked; and `X-Outcome-Definition`, "
                    + "percent-encoded, what the label means. `account` is a pseudonym that depends on `purpose`, what "
                    + "the rows are taken for (`learning` if absent): the same purpose gives the same pseudonyms, another "
                    + "one others. `tenure_days` counts from the middle of the month of the start."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithQueryExample(("from", "2024-03"), ("to", "2024-03"))
            .WithExample(
                null,
                "account,as_of,snapshot_month,industry,departments_using,due_within_horizon,label\n5b1c0e6f9d2a"
                    + "4c7788aa01f3c2d4e5f6,2024-03-31,2024-03,製造,3,no,0\n"
            )
            .WithProblems(400, 401, 403);
}
