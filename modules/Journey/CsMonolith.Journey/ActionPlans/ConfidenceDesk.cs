using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Notes how sure a sponsor is, and opens a risk where that falls.</summary>
internal sealed class ConfidenceDesk(JourneyDb db)
{
    /// <summary>The kind of timeline line that tells of a fall.</summary>
    public const string FallLine = "confidence-fell";

    /// <summary>
    /// Adds a check. Where it is lower than the same person's last one, or low and their first, a risk is put on the
    /// project's register for its lead to watch, once while the last one that a fall opened is still open. People are
    /// not compared with each other. Saves nothing.
    /// </summary>
    public async Task<Result<ConfidenceCheck>> Note(
        SuccessProject project,
        SponsorSide side,
        CheckedConfidence said,
        Guid? link,
        Guid? by,
        CancellationToken cancellation
    )
    {
        var (today, now) = (db.Clock.Today, db.Clock.Now);
        var before = await db.Set<ConfidenceCheck>()
            .AsNoTracking()
            .Where(one => one.ProjectId == project.Id && one.Side == side && one.Name == said.Name)
            .OrderByDescending(one => one.On)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);
        if (before?.On == today)
        {
            return ActionPlanErrors.SaidToday;
        }

        var check = new ConfidenceCheck(
            Guid.CreateVersion7(),
            project.Id,
            project.AccountId,
            side,
            said.Name,
            said.Score,
            said.Words,
            today,
            link,
            by,
            now
        );
        db.Set<ConfidenceCheck>().Add(check);
        if (check.FallsFrom(before) && !await IsOpen(project.Id, cancellation))
        {
            check.Opened(RiskOf(project, check, before, by));
        }

        return check;
    }

    private async Task<bool> IsOpen(Guid project, CancellationToken cancellation) =>
        await db.Set<ConfidenceCheck>()
            .Where(one => one.ProjectId == project && one.RiskId != null)
            .Join(db.Set<ProjectRisk>(), one => one.RiskId, risk => risk.Id, (_, risk) => risk)
            .AnyAsync(risk => risk.State == RiskState.Open, cancellation)
        || await db.Set<ProjectRisk>().CountAsync(risk => risk.ProjectId == project, cancellation)
            >= PlanDesk.MostOfAKind;

    private Guid RiskOf(SuccessProject project, ConfidenceCheck check, ConfidenceCheck? before, Guid? by)
    {
        var from = before is null ? "" : $"{before.Score} → ";
        var risk = new ProjectRisk(Guid.CreateVersion7(), project.Id, project.AccountId, check.On, check.RecordedAt);
        risk.Say(
            new RiskWords(
                $"スポンサーの確信度が下がった: {check.Name} {from}{check.Score} / "
                    + $"A sponsor's confidence fell: {check.Name} {from}{check.Score}",
                $"次の確認({check.On.AddDays(ConfidenceCheck.EveryDays):yyyy-MM-dd})でも戻らない / not back at the next check",
                Mitigation: null,
                project.LeadId
            )
        );
        risk.Rate(new RiskRating(Probability: 3, Impact: 4, Why: null, by, check.RecordedAt));
        db.Set<ProjectRisk>().Add(risk);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    project.AccountId,
                    check.On,
                    FallLine,
                    check.Id,
                    $"A sponsor's confidence fell: {check.Name} {from}{check.Score}",
                    $"スポンサーの確信度が下がりました: {check.Name} {from}{check.Score}"
                )
            );
        return risk.Id;
    }
}
