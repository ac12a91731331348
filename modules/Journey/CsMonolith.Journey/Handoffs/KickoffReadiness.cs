using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Something that a kickoff waits for.</summary>
/// <param name="Code">What waivers name: <c>answer:purpose</c>, <c>success-definition</c>.</param>
/// <param name="Pointer">Where it stands: <c>/answers/purpose</c>.</param>
internal sealed record MissingForKickoff(string Code, string Pointer, string En, string Ja);

/// <summary>Finds what a project's kickoff still waits for.</summary>
internal sealed class KickoffReadiness(JourneyDb db, HearingRegistry registry)
{
    /// <summary>
    /// Below the threshold every required question without an answer; a success definition; an owner for each open gap;
    /// everything that the answers make necessary. A project without a handoff needs no answers and no preparation.
    /// </summary>
    public async Task<IReadOnlyList<MissingForKickoff>> Missing(SuccessProject project, CancellationToken cancellation)
    {
        var missing = new List<MissingForKickoff>();
        if (project.HandoffId is { } id && await db.Set<Handoff>().FindAsync([id], cancellation) is { } handoff)
        {
            var set = await HearingQuestions.Present(db, cancellation);
            var answered = (await registry.Known(project.AccountId, cancellation)).Keys.ToHashSet(
                StringComparer.Ordinal
            );
            if (set.Completeness(answered) < set.Threshold)
            {
                missing.AddRange(set.Required.Where(question => !answered.Contains(question.Code)).Select(Unanswered));
            }

            missing.AddRange(
                HandoffReader
                    .Preparations(handoff, set, answered)
                    .Where(item => item.ReadyOn is null)
                    .Select(item => new MissingForKickoff(
                        $"preparation:{item.Code}",
                        $"/preparations/{item.Code}",
                        $"{item.En} is not ready",
                        $"「{item.Ja}」が未準備"
                    ))
            );
        }

        if (!await db.Set<SuccessDefinition>().AnyAsync(one => one.AccountId == project.AccountId, cancellation))
        {
            missing.Add(
                new MissingForKickoff(
                    "success-definition",
                    "/successDefinition",
                    "what success is has not been agreed",
                    "成功の定義に未合意"
                )
            );
        }

        missing.AddRange(
            (
                await db.Set<PromiseMade>()
                    .Where(one => one.AccountId == project.AccountId && one.IsOpenGap && one.OwnerId == null)
                    .OrderBy(one => one.MadeOn)
                    .ThenBy(one => one.Id)
                    .Select(one => new { one.Id, one.What })
                    .ToListAsync(cancellation)
            ).Select(one => new MissingForKickoff(
                $"promise-owner:{one.Id}",
                $"/promises/{one.Id}/ownerId",
                $"nobody owns the promise \"{one.What}\"",
                $"約束「{one.What}」の担当者が未定"
            ))
        );
        return missing;
    }

    private static MissingForKickoff Unanswered(HearingQuestion question) =>
        new(
            $"answer:{question.Code}",
            $"/answers/{question.Code}",
            $"'{question.En}' has no answer",
            $"「{question.Ja}」が未回答"
        );
}
