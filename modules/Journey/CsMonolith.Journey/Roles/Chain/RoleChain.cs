using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Roles.Chain;

/// <summary>Somebody has a role at an account from one day to another, both included.</summary>
/// <param name="Topic">What a specialist is called for; <c>null</c> of other roles.</param>
/// <param name="Until">The last day; <c>null</c> while none is known.</param>
/// <param name="RequestId">The request for a specialist that led to it.</param>
internal sealed record ChainEntry(
    Guid Id,
    ServiceRole Role,
    Guid PersonId,
    string? Topic,
    DateOnly From,
    DateOnly? Until,
    Guid? RequestId,
    Guid? ById,
    DateTime RecordedAt
)
{
    public bool Holds(DateOnly day) => From <= day && !(Until < day);

    public bool Meets(DateOnly from, DateOnly? until) => !(Until < from) && !(until < From);
}

/// <summary>
/// Who has which role at an account, before and after the sale (担当の連鎖). The CSM is the account's owner and is kept
/// there. One aggregate for each account, so that no two people get an exclusive role at once.
/// </summary>
internal sealed class RoleChain(Guid accountId) : Aggregate
{
    public const int MostEntries = 500;

    /// <summary>The kind of timeline line that tells of a role.</summary>
    public const string AssignedLine = "role-assigned";

    /// <summary>The kind of timeline line that tells of a role's end.</summary>
    public const string EndedLine = "role-ended";

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>In the order in which they were recorded.</summary>
    public IReadOnlyList<ChainEntry> Entries { get; private set; } = [];

    /// <summary>Roles that one person has at a time.</summary>
    public static bool IsExclusive(ServiceRole role) =>
        role is ServiceRole.AccountExecutive or ServiceRole.EngagementManager or ServiceRole.TechnicalCs;

    public static async Task<RoleChain> Present(JourneyDb db, Guid account, CancellationToken cancellation)
    {
        if (await db.Set<RoleChain>().FindAsync([account], cancellation) is { } chain)
        {
            return chain;
        }

        var first = new RoleChain(account);
        db.Set<RoleChain>().Add(first);
        return first;
    }

    /// <summary>Gives a role to somebody, and tells the timeline.</summary>
    /// <param name="nameOf">Names of everybody in the chain.</param>
    public Result Assign(JourneyDb db, ChainEntry entry, Func<Guid, string> nameOf)
    {
        if (entry.Until is { } until && until < entry.From)
        {
            return RoleErrors.EndBeforeStart(until, entry.From, "/until");
        }

        var met = Entries.Where(one => one.Role == entry.Role && one.Meets(entry.From, entry.Until)).ToList();
        if (IsExclusive(entry.Role) && met.Count > 0)
        {
            return RoleErrors.Overlaps(entry.Role, nameOf(met[0].PersonId), met[0].From, met[0].Until);
        }

        if (met.Exists(one => one.PersonId == entry.PersonId && one.Topic == entry.Topic))
        {
            return RoleErrors.Twice(nameOf(entry.PersonId));
        }

        if (Entries.Count >= MostEntries)
        {
            return RoleErrors.ChainFull(MostEntries);
        }

        Entries = [.. Entries, entry];
        var (en, ja) = Words(entry);
        Tell(
            db,
            entry.From,
            AssignedLine,
            entry.Id,
            $"{nameOf(entry.PersonId)} is {en}",
            $"{nameOf(entry.PersonId)}さんが{ja}になりました"
        );
        return Result.Done;
    }

    /// <summary>Ends a role with a day; once.</summary>
    public Result End(JourneyDb db, Guid id, DateOnly lastDay, Func<Guid, string> nameOf)
    {
        var entry = Entries.FirstOrDefault(one => one.Id == id);
        if (entry is null)
        {
            return RoleErrors.NoSuchEntry(id);
        }

        if (entry.Until is { } ended)
        {
            return RoleErrors.Ended(ended);
        }

        if (lastDay < entry.From)
        {
            return RoleErrors.EndBeforeStart(lastDay, entry.From, "/lastDay");
        }

        Entries = [.. Entries.Select(one => one.Id == id ? one with { Until = lastDay } : one)];
        var (en, ja) = Words(entry);
        Tell(
            db,
            lastDay,
            EndedLine,
            id,
            $"{nameOf(entry.PersonId)} was {en} up to this day",
            $"{nameOf(entry.PersonId)}さんの{ja}の担当はこの日までです"
        );
        return Result.Done;
    }

    /// <summary>Hands a role over: one has it up to the day before, the other from the day on.</summary>
    public Result HandOver(JourneyDb db, Guid id, ChainEntry next, Func<Guid, string> nameOf)
    {
        var entry = Entries.FirstOrDefault(one => one.Id == id);
        if (entry?.PersonId == next.PersonId)
        {
            return RoleErrors.SamePerson;
        }

        var ended = End(db, id, next.From.AddDays(-1), nameOf);
        return ended.Error is { Code: "journey.role-chain.end-before-start" }
                ? RoleErrors.HandoverNotAfterStart(next.From, entry!.From)
            : ended.Error is { } refusal ? refusal
            : Assign(db, next, nameOf);
    }

    private static (string En, string Ja) Words(ChainEntry entry) =>
        entry.Topic is { } topic
            ? ($"{ServiceWording.En(entry.Role)} ({topic})", $"{ServiceWording.Ja(entry.Role)}({topic})")
            : (ServiceWording.En(entry.Role), ServiceWording.Ja(entry.Role));

    private void Tell(JourneyDb db, DateOnly on, string kind, Guid thing, string en, string ja) =>
        db.Set<TimelineEntry>().Add(TimelineEntry.Own(db, AccountId, on, kind, thing, en, ja));
}

internal sealed class RoleChainMapping : IEntityTypeConfiguration<RoleChain>
{
    public void Configure(EntityTypeBuilder<RoleChain> builder)
    {
        builder.ToTable("RoleChains");
        builder.HasKey(one => one.AccountId);
        builder.Property(one => one.AccountId).ValueGeneratedNever();
        builder.Property(one => one.Entries).AsJson();
    }
}
