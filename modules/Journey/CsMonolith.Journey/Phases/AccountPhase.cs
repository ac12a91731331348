using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Phases;

/// <summary>
/// An account is in a phase from a day on, until a later entry. Of two entries for one day the one recorded later
/// counts.
/// </summary>
internal sealed class AccountPhase(
    Guid id,
    Guid accountId,
    string phase,
    DateOnly on,
    DateTime recordedAt,
    bool backfilled
)
{
    /// <summary>The kind of timeline line that tells of a phase entered.</summary>
    public const string EnteredLine = "phase-entered";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Phase { get; private set; } = phase;

    public DateOnly On { get; private set; } = on;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>Adds an entry into a phase, its event and its timeline line.</summary>
    /// <param name="corrects">Whether an entry for the same day exists; the new one is then recorded as of now, so that
    /// it counts.</param>
    public static AccountPhase Enter(JourneyDb db, Guid account, Phase phase, DateOnly on, bool corrects)
    {
        var recordedAt = corrects ? db.Clock.Now : db.Import.RecordedAt(on, db.Clock);
        var entry = new AccountPhase(Guid.CreateVersion7(), account, phase.Code, on, recordedAt, db.Import.IsHistory);
        db.Set<AccountPhase>().Add(entry);
        db.Publish(new AccountEnteredPhase(account, phase.Code, on));
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    on,
                    EnteredLine,
                    entry.Id,
                    $"Entered the phase {phase.En}",
                    $"{phase.Ja}に入りました"
                )
            );
        return entry;
    }

    /// <summary>
    /// The latest phase of an account and the day since which it has been in it without a break; <c>null</c> without
    /// entries.
    /// </summary>
    public static (string Phase, DateOnly Since)? Spell(IReadOnlyList<AccountPhase> entries)
    {
        var valid = entries
            .GroupBy(entry => entry.On)
            .Select(day => day.MaxBy(entry => entry.RecordedAt)!)
            .OrderByDescending(entry => entry.On)
            .ToList();
        return valid.Count == 0
            ? null
            : (valid[0].Phase, valid.TakeWhile(entry => entry.Phase == valid[0].Phase).Last().On);
    }
}

/// <summary>Queries for which account is in which phase.</summary>
internal static class PhaseHistory
{
    /// <summary>The entries that no later one for the same day replaces.</summary>
    public static IQueryable<AccountPhase> Standing(JourneyDb db, IQueryable<AccountPhase> entries) =>
        entries.Where(one =>
            !db.Set<AccountPhase>()
                .Any(later =>
                    later.AccountId == one.AccountId && later.On == one.On && later.RecordedAt > one.RecordedAt
                )
        );

    /// <summary>The entries in force on a day by all that is known now; at most one for each account.</summary>
    public static IQueryable<AccountPhase> PhasesOn(this JourneyDb db, DateOnly day) =>
        db.Set<AccountPhase>()
            .AsNoTracking()
            .Where(one =>
                one.On <= day
                && !db.Set<AccountPhase>()
                    .Any(later =>
                        later.AccountId == one.AccountId
                        && later.On <= day
                        && (later.On > one.On || (later.On == one.On && later.RecordedAt > one.RecordedAt))
                    )
            );
}

internal sealed class AccountPhaseMapping : IEntityTypeConfiguration<AccountPhase>
{
    public void Configure(EntityTypeBuilder<AccountPhase> builder)
    {
        builder.ToTable("AccountPhases");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Phase).HasMaxLength(40);
        builder
            .HasIndex(entry => new
            {
                entry.AccountId,
                entry.On,
                entry.RecordedAt,
            })
            .IsUnique();
    }
}
