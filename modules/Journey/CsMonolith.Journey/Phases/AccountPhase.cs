using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Phases;

/// <summary>From a day on, an account is in a phase, until a later entry; of two entries for one day the later recorded one counts.</summary>
internal sealed class AccountPhase(
    Guid id,
    Guid accountId,
    string phase,
    DateOnly on,
    DateTime recordedAt,
    bool backfilled
)
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Phase { get; private set; } = phase;

    public DateOnly On { get; private set; } = on;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>Notes that an account enters a phase, with its news and its line on the timeline.</summary>
    /// <param name="corrects">An entry for the same day exists; ours is recorded now, so that it counts.</param>
    public static AccountPhase Enter(JourneyDb db, Guid account, Phase phase, DateOnly on, bool corrects)
    {
        var recordedAt = corrects ? db.Clock.Now : db.Import.RecordedAt(on, db.Clock);
        var entry = new AccountPhase(Guid.CreateVersion7(), account, phase.Code, on, recordedAt, db.Import.IsHistory);
        db.AccountPhases.Add(entry);
        db.Publish(new AccountEnteredPhase(account, phase.Code, on));
        db.Timeline.Add(
            TimelineEntry.Own(
                db,
                account,
                on,
                "phase-entered",
                entry.Id,
                $"Entered the phase {phase.En}",
                $"{phase.Ja}に入りました"
            )
        );
        return entry;
    }

    /// <summary>The last phase of an account's entries and the day since which it has lasted; <c>null</c> without any.</summary>
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

/// <summary>Who is in which phase, as a query.</summary>
internal static class PhaseHistory
{
    /// <summary>The entries in force on a day, by all that is known now; at most one for each account.</summary>
    public static IQueryable<AccountPhase> PhasesOn(this JourneyDb db, DateOnly day) =>
        db
            .AccountPhases.AsNoTracking()
            .Where(one =>
                one.On <= day
                && !db.AccountPhases.Any(later =>
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
