namespace CsMonolith.Journey.People;

/// <summary>The people whom a caller may name as answering for something.</summary>
internal sealed class NameablePeople(JourneyDb db, RequestContext context)
{
    /// <summary>
    /// Whether the person is there. A partner sees no list of people; they name themselves or the account's owner, and
    /// learn of nobody else.
    /// </summary>
    public Task<bool> Has(Guid person, Guid? account, CancellationToken cancellation) =>
        context.Scope != PermissionScope.Partner ? db.Set<Person>().AnyAsync(one => one.Id == person, cancellation)
        : person == context.Caller.PersonId ? Task.FromResult(true)
        : db.OwnersOn(db.Clock.Today)
            .AnyAsync(owned => owned.AccountId == account && owned.OwnerId == person, cancellation);

    /// <summary>Whether the person is there and in service today.</summary>
    public async Task<bool> HasInService(Guid person, Guid? account, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        return await Has(person, account, cancellation)
            && await db.Set<Person>()
                .AnyAsync(one => one.Id == person && (one.LeftOn == null || one.LeftOn > today), cancellation);
    }
}
