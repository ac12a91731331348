using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans.Cadences;

internal sealed class AnswerCadencesAsOf(JourneyDb db)
    : IRequestHandler<CadencesAsOf, IReadOnlyList<AccountCadencesAsOf>>
{
    public async Task<IReadOnlyList<AccountCadencesAsOf>> Handle(CadencesAsOf ask, CancellationToken cancellation)
    {
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var only = ask.Accounts?.ToHashSet();
        var rows = await db.Set<Cadence>()
            .AsNoTracking()
            .Where(one => one.FirstOn <= day && one.RecordedAt <= known)
            .Join(
                db.Set<SuccessProject>().Where(project => project.ClosedOn == null || project.ClosedOn > day),
                one => one.ProjectId,
                project => project.Id,
                (one, _) => one
            )
            .ToListAsync(cancellation);
        var inForce = rows.Where(one =>
                only?.Contains(one.AccountId) != false && !(one.EndedAt <= known && one.EndedOn <= day)
            )
            .ToList();
        if (inForce.Count == 0)
        {
            return [];
        }

        var contacts = await CadenceKeeping.Contacts(
            db,
            [.. inForce.Select(one => one.AccountId).Distinct()],
            day,
            known,
            cancellation
        );
        return
        [
            .. inForce
                .GroupBy(one => one.AccountId)
                .OrderBy(own => own.Key)
                .Select(own =>
                    (
                        own.Key,
                        Kept: own.Select(one => CadenceKeeping.Of(one, contacts[own.Key], day, ended: null)).ToList()
                    )
                )
                .Select(own => new AccountCadencesAsOf(
                    own.Key,
                    own.Kept.Count,
                    own.Kept.Sum(one => one.Judged),
                    own.Kept.Sum(one => one.Missed.Count)
                )),
        ];
    }
}
