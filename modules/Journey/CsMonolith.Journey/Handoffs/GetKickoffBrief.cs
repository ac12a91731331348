using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>With what does one go into a project's kickoff?</summary>
internal sealed record GetKickoffBrief(Guid ProjectId) : IQuery<KickoffBrief>;

/// <summary>What a customer has told us already; it is not asked again.</summary>
internal sealed record KnownAnswer(
    string Question,
    string En,
    string Ja,
    string Answer,
    string? AnsweredBy,
    DateOnly AnsweredOn,
    string? SourceLink
);

/// <summary>A question that is still to be asked.</summary>
internal sealed record OpenQuestion(string Question, string En, string Ja, bool Required);

/// <summary>Everything for a kickoff on one page.</summary>
/// <param name="OpenGaps">Promises that are not kept yet, those nobody plans first.</param>
/// <param name="OpenQuestions">What has not been answered, required ones first.</param>
/// <param name="KnownAnswers">What is known, in the order of the registry.</param>
/// <param name="Success">What success is, in the version in force; <c>null</c> if nothing is agreed.</param>
/// <param name="Missing">What the kickoff waits for; empty when it may be set. Waived points are left out.</param>
internal sealed record KickoffBrief(
    ProjectProfile Project,
    IReadOnlyList<PromiseProfile> OpenGaps,
    IReadOnlyList<OpenQuestion> OpenQuestions,
    IReadOnlyList<KnownAnswer> KnownAnswers,
    IReadOnlyList<Preparation> Preparations,
    DefinedSuccess? Success,
    IReadOnlyList<KickoffGap> Missing
)
{
    public static KickoffBrief Example { get; } =
        new(
            ProjectProfile.Example,
            [PromiseProfile.Example],
            [new OpenQuestion("sponsor", "Who answers for it there?", "お客様側の責任者", Required: true)],
            [
                new KnownAnswer(
                    "purpose",
                    "What is it to be used for?",
                    "導入目的",
                    "配車担当者の残業をなくす",
                    "物流部 田中 健一",
                    new DateOnly(2026, 11, 10),
                    "https://sfa.example.com/notes/17"
                ),
            ],
            HandoffProfile.Example.Preparations,
            DefinedSuccess.Example,
            [
                new KickoffGap(
                    "answer:sponsor",
                    "'Who answers for it there?' has no answer",
                    "「お客様側の責任者」が未回答"
                ),
            ]
        );
}

/// <summary>Something that the kickoff waits for.</summary>
/// <param name="Code">As waivers name it.</param>
internal sealed record KickoffGap(string Code, string En, string Ja);

internal sealed class GetKickoffBriefHandler(
    JourneyDb db,
    ProjectStore projects,
    HearingRegistry registry,
    KickoffReadiness readiness
) : IRequestHandler<GetKickoffBrief, Result<KickoffBrief>>
{
    public async Task<Result<KickoffBrief>> Handle(GetKickoffBrief ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        var set = await HearingQuestions.Present(db, cancellation);
        var known = await registry.Known(project.AccountId, cancellation);
        var answered = known.Keys.ToHashSet(StringComparer.Ordinal);
        var handoff = project.HandoffId is { } id ? await db.Set<Handoff>().FindAsync([id], cancellation) : null;
        var gaps = await db.Set<PromiseMade>()
            .AsNoTracking()
            .Where(one => one.AccountId == project.AccountId && one.IsOpenGap)
            .ToListAsync(cancellation);
        var success = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AccountId == project.AccountId)
            .OrderByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
        var waived = project.Waivers.SelectMany(waiver => waiver.Missing).ToHashSet(StringComparer.Ordinal);
        return new KickoffBrief(
            ProjectProfile.Of(project),
            [
                .. gaps.OrderByDescending(one => one.Availability)
                    .ThenBy(one => one.MadeOn)
                    .ThenBy(one => one.Id)
                    .Select(PromiseProfile.Of),
            ],
            [
                .. set
                    .Questions.Where(question => !answered.Contains(question.Code))
                    .OrderByDescending(question => question.Required)
                    .Select(question => new OpenQuestion(question.Code, question.En, question.Ja, question.Required)),
            ],
            [.. set.Questions.Where(question => answered.Contains(question.Code)).Select(Known)],
            handoff is null ? [] : HandoffReader.Preparations(handoff, set, answered),
            success is null ? null : DefinedSuccess.Of(success),
            [
                .. (await readiness.Missing(project, cancellation))
                    .Where(one => !waived.Contains(one.Code))
                    .Select(one => new KickoffGap(one.Code, one.En, one.Ja)),
            ]
        );

        KnownAnswer Known(HearingQuestion question)
        {
            var newest = known[question.Code];
            return new KnownAnswer(
                question.Code,
                question.En,
                question.Ja,
                newest.Answer,
                newest.AnsweredBy,
                newest.AnsweredOn,
                newest.SourceLink
            );
        }
    }
}

internal sealed class GetKickoffBriefEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects/{projectId}/kickoff-brief", (Guid projectId) => new GetKickoffBrief(projectId))
            .WithSummary("Read everything for a kickoff on one page")
            .WithDescription(
                "Promises that are not kept yet come first, then only the questions that the customer has not "
                    + "answered, then what is known with who said it, when, and where it is written down."
            )
            .WithExample(null, KickoffBrief.Example)
            .WithProblems(401, 403, 404);
}
