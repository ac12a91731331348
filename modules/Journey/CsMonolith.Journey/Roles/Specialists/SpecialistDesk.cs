using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Roles.Specialists;

/// <param name="Specialist">Who is asked, comes or has come; <c>null</c> while nobody fits.</param>
/// <param name="Declines">Who was asked and did not come, with the reason.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownSpecialistRequest(
    Guid Id,
    Guid AccountId,
    SpecialistState State,
    string Topic,
    string? Language,
    string? Region,
    string Need,
    DateOnly WantedBy,
    Guid? SpecialistId,
    string? Specialist,
    IReadOnlyList<SpecialistDecline> Declines,
    Guid? RequestedById,
    DateTime RecordedAt,
    DateOnly? DoneOn,
    long Version
)
{
    public static ShownSpecialistRequest Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000ac01"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            SpecialistState.Matched,
            "データ連携",
            "ja",
            Region: null,
            "基幹システムとの連携方式を相談したい。",
            new DateOnly(2099, 1, 15),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            Declines: [],
            Guid.Parse("0199a000-0000-7000-8000-000000000002"),
            new DateTime(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc),
            DoneOn: null,
            Version: 1
        );

    public static ShownSpecialistRequest Of(SpecialistRequest one, Func<Guid, string> nameOf) =>
        new(
            one.Id,
            one.AccountId,
            one.State,
            one.Topic,
            one.Language,
            one.Region,
            one.Need,
            one.WantedBy,
            one.SpecialistId,
            one.SpecialistId is { } person ? nameOf(person) : null,
            one.Declines,
            one.RequestedById,
            one.RecordedAt,
            one.DoneOn,
            one.Version
        );
}

/// <summary>What the use cases of requests share: who may see one, and the match.</summary>
internal sealed class SpecialistDesk(
    JourneyDb db,
    AccountVisibility visibility,
    RequestContext context,
    PermissionTable permissions
)
{
    /// <summary>
    /// The request; <c>null</c> where there is none, or where neither its account nor the request is the caller's to see.
    /// </summary>
    public async Task<SpecialistRequest?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<SpecialistRequest>().FindAsync([id], cancellation) is { } request
        && (IsAsked(request) || await visibility.Sees(request.AccountId, cancellation))
            ? request
            : null;

    /// <summary>Whether the caller is the specialist who is asked.</summary>
    public bool IsAsked(SpecialistRequest request) => context.Caller.PersonId is { } me && request.SpecialistId == me;

    /// <summary>Whether somebody's roles let them answer requests: whoever may not is never asked.</summary>
    public bool MayAnswer(Person person) =>
        permissions.ScopeOf(new Caller(person.Id, person.Name, person.Roles), nameof(AnswerSpecialistRequest))
        > PermissionScope.None;

    /// <summary>Matches a request to whoever fits, of those in service who may answer it.</summary>
    public async Task Match(SpecialistRequest request, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var known = await (
            from one in db.Set<Speciality>().AsNoTracking()
            join person in db.Set<Person>().AsNoTracking() on one.PersonId equals person.Id
            where person.LeftOn == null || person.LeftOn > today
            select new { one, person }
        ).ToListAsync(cancellation);
        request.Match(
            known.Where(row => MayAnswer(row.person)).Select(row => row.one),
            await SpecialistRequest.OpenOf(db, cancellation)
        );
    }
}
