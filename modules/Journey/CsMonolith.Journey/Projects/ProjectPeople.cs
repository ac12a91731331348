using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Projects;

/// <summary>Finds people in service for the parts of a project.</summary>
internal sealed class ProjectPeople(JourneyDb db, RequestContext context)
{
    /// <summary>
    /// The person who is to lead: the one named, else the account's owner, else the caller.
    /// </summary>
    public async Task<Result<Guid>> Lead(Guid account, Guid? named, CancellationToken cancellation)
    {
        var found =
            named
            ?? await db.OwnersOn(db.Clock.Today)
                .Where(one => one.AccountId == account)
                .Select(one => (Guid?)one.OwnerId)
                .FirstOrDefaultAsync(cancellation)
            ?? context.Caller.PersonId;
        return found is not { } lead ? ProjectErrors.NobodyLeads
            : await FirstUnknown([lead], cancellation) is { } unknown ? JourneyErrors.NoSuchPerson(unknown, "/leadId")
            : lead;
    }

    /// <summary>The first of these who is nobody in service today; <c>null</c> if all are.</summary>
    public async Task<Guid?> FirstUnknown(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var known = await db.Set<Person>()
            .Where(person => people.Contains(person.Id) && (person.LeftOn == null || person.LeftOn > today))
            .Select(person => person.Id)
            .ToListAsync(cancellation);
        return people.Except(known).Select(id => (Guid?)id).FirstOrDefault();
    }
}
