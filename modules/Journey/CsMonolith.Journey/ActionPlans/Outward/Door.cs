using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.ActionPlans.Outward;

/// <summary>Lets in who holds a good link, to the one plan that it is for, and notes what they do.</summary>
internal sealed class Door(JourneyDb db, ActionPlanReader reader)
{
    /// <summary>The link, tracked for changes; refused where it opens nothing, for whatever reason.</summary>
    public async Task<Result<PlanLink>> Find(string secret, CancellationToken cancellation)
    {
        var hash = PlanLink.HashOf(secret);
        var link = await db.Set<PlanLink>().FirstOrDefaultAsync(one => one.Hash == hash, cancellation);
        return link is null || !link.IsGood(db.Clock.Today) ? ActionPlanErrors.NoSuchLink : link;
    }

    /// <summary>The project that a link is for; refused where it was closed.</summary>
    public async Task<Result<SuccessProject>> ProjectOf(PlanLink link, CancellationToken cancellation)
    {
        var project = await db.Set<SuccessProject>().FindAsync([link.ProjectId], cancellation);
        return project!.ClosedOn is null ? project : ActionPlanErrors.NoSuchLink;
    }

    /// <summary>Notes what somebody did; past so many openings of a link they are only counted.</summary>
    public async Task Note(PlanLink link, PlanVisitKind kind, Guid? task, CancellationToken cancellation)
    {
        if (kind == PlanVisitKind.Opened)
        {
            link.Open(db.Clock.Now);
            var told = await db.Set<PlanVisit>()
                .CountAsync(one => one.LinkId == link.Id && one.Kind == PlanVisitKind.Opened, cancellation);
            if (told >= PlanLink.MostTold)
            {
                return;
            }
        }

        db.Set<PlanVisit>()
            .Add(
                new PlanVisit(Guid.CreateVersion7(), link.Id, link.ProjectId, link.AccountId, kind, db.Clock.Now)
                {
                    TaskId = task,
                }
            );
    }

    /// <summary>The plan as the customer sees it.</summary>
    public async Task<SharedPlan> Show(PlanLink link, SuccessProject project, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var plan = await db.Set<ActionPlan>()
            .AsNoTracking()
            .FirstOrDefaultAsync(one => one.ProjectId == project.Id, cancellation);
        var goal = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AccountId == project.AccountId && one.AgreedOn <= today)
            .OrderByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
        var lead = project.LeadId;
        return new SharedPlan(
            await db.Set<Account>()
                .Where(one => one.Id == project.AccountId)
                .Select(one => one.Name)
                .SingleAsync(cancellation),
            project.Title,
            await db.Set<Person>()
                .Where(one => one.Id == lead)
                .Select(one => one.Name)
                .FirstOrDefaultAsync(cancellation)
                ?? "",
            plan?.Greeting,
            goal is null ? null : SharedGoal.Of(goal),
            [
                .. (await reader.Intents(project.Id, cancellation)).Select(one => new SharedIntent(
                    one.Words,
                    one.SaidBy,
                    one.SaidOn
                )),
            ],
            [.. (await reader.Tasks(plan, cancellation)).Select(SharedTask.Of)],
            link.LastDay
        );
    }
}
