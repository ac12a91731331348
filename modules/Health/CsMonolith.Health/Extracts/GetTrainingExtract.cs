using CsMonolith.Health.Models;
using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Privacy;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Extracts;

/// <summary>Rows to train on at the command line: pseudonyms, no names, no pay. Reading them is audited.</summary>
internal sealed record GetTrainingExtract(Month From, Month To, string Outcome, int HorizonDays, ChurnPolicy Policy) : IQuery<TrainingExtract>, ISensitiveQuery;

/// <param name="Undecidable">Snapshots left out since their horizon is not over yet.</param>
internal sealed record TrainingExtract(ExtractFile File, int Rows, int Undecidable);

internal sealed class GetTrainingExtractValidator : AbstractValidator<GetTrainingExtract>
{
    public GetTrainingExtractValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First).OverridePropertyName("to");
        RuleFor(ask => ask.HorizonDays).InclusiveBetween(7, 730);
        RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(40);
    }
}

internal sealed class GetTrainingExtractHandler(HealthDb db, Labeller labeller) : IRequestHandler<GetTrainingExtract, Result<TrainingExtract>>
{
    public async Task<Result<TrainingExtract>> Handle(GetTrainingExtract ask, CancellationToken cancellationToken)
    {
        if (OutcomeCatalogue.Find(ask.Outcome) is not { IsAvailable: true })
        {
            return ModelErrors.OutcomeNotYet(ask.Outcome);
        }

        var labelled = await labeller.Label(ask.HorizonDays, ask.Policy, ask.From.First, ask.To.Last, cancellationToken);
        var pseudonyms = new Pseudonyms(db);
        await db.Transact(() => pseudonyms.Prepare(cancellationToken), cancellationToken);
        return new TrainingExtract(new ExtractFile(FeatureTable.ToLearn(labelled.Rows), labelled.Rows, pseudonyms), labelled.Rows.Count, labelled.Undecidable);
    }
}

internal sealed class GetTrainingExtractEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/training-extracts", async Task<Results<PushStreamHttpResult, ProblemHttpResult>>
            (Month from, Month to, string? outcome, int? horizonDays, ChurnPolicy? policy, HttpContext http, IMediator mediator, CancellationToken cancellation) =>
        {
            var extract = await mediator.Send(
                new GetTrainingExtract(from, to, outcome ?? OutcomeCatalogue.Churned, horizonDays ?? 90, policy ?? ChurnPolicy.RecordedEvent), cancellation);
            if (extract.Error is { } refusal)
            {
                return refusal.ToProblem();
            }

            http.Response.Headers["X-Rows"] = $"{extract.Value.Rows}";
            http.Response.Headers["X-Undecidable-Rows"] = $"{extract.Value.Undecidable}";
            return TypedResults.Stream(body => extract.Value.File.Write(body, cancellation), "text/csv; charset=utf-8", $"training-{from}-{to}.csv");
        })
        .WithName(nameof(GetTrainingExtract)).WithSummary("Read labelled snapshots as CSV, under pseudonyms; the read is audited")
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .WithQueryExample(("from", "2024-03"), ("to", "2024-03"))
        .WithExample(null, "account,snapshot_month,industry,departments_using,label\n5b1c0e6f9d2a4c7788aa01f3c2d4e5f6,2024-03,製造,3,0\n")
        .WithProblems(400, 401, 403);
}
