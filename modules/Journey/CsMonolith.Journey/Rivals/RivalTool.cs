using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Rivals;

/// <summary>What a rival tool means for us at a customer.</summary>
internal enum RivalStrength
{
    /// <summary>It is used beside ours and does us no harm (併用).</summary>
    Beside,

    /// <summary>It may take our place (脅威).</summary>
    Threat,

    /// <summary>It has taken our place there (置き換え).</summary>
    Replaced,
}

/// <summary>
/// A rival product in use at a customer, in one department or in the whole company. How strong it is, and until when it
/// is used, is told by dated standings, which are added and taken back, never changed.
/// </summary>
internal sealed class RivalTool(Guid id, Guid accountId, string product, string? department, DateTime recordedAt)
    : Aggregate
{
    /// <summary>The kind of timeline line that tells of a standing.</summary>
    public const string Line = "rival-tool";

    /// <summary>The kind of timeline line that tells that a standing was taken back.</summary>
    public const string VoidLine = "rival-tool-void";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>Code of the product.</summary>
    public string Product { get; private set; } = product;

    /// <summary>Of the customer; <c>null</c> for the whole company.</summary>
    public string? Department { get; private set; } = department;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>Account, product and department; <c>null</c> once every standing was taken back.</summary>
    public string? Key { get; private set; } = KeyOf(accountId, product, department);

    /// <summary>Standings so far.</summary>
    public int Entries { get; private set; }

    /// <summary>Standings that were not taken back.</summary>
    public int Valid { get; private set; }

    public static string KeyOf(Guid account, string product, string? department) =>
        $"{account:N}/{product}/{(department is null ? "" : PlainWord.Of(department))}";

    /// <summary>Adds how it stands from a day on.</summary>
    public Result<RivalStanding> Say(JourneyDb db, GivenRivalStanding given, string name, Guid? by)
    {
        if (Key is null)
        {
            return RivalErrors.Withdrawn;
        }

        Valid++;
        var entry = new RivalStanding(
            Guid.CreateVersion7(),
            Id,
            AccountId,
            ++Entries,
            given.From,
            given.InUse,
            given.Strength,
            given.Source,
            by,
            db.Clock.Now
        );
        entry.Measure(given.Seats, given.Share, given.CostPerYear, given.Note);
        db.Set<RivalStanding>().Add(entry);
        var (en, ja) = given.InUse
            ? (RivalWording.En(given.Strength), RivalWording.Ja(given.Strength))
            : ("no longer used", "利用を終了");
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    given.From,
                    Line,
                    entry.Id,
                    $"Rival tool {name}{Where(" (", ")")}: {en}",
                    $"競合ツール「{name}」{Where("(", ")")}: {ja}"
                )
            );
        return entry;
    }

    /// <summary>Takes a standing back.</summary>
    public Result TakeBack(JourneyDb db, RivalStanding entry, string name, string reason, Guid? by)
    {
        if (entry.VoidedAt is { } at)
        {
            return RivalErrors.VoidAlready(at);
        }

        entry.Void(reason, by, db.Clock.Now);
        if (--Valid == 0)
        {
            Key = null;
        }

        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    db.Clock.Today,
                    VoidLine,
                    entry.Id,
                    $"Rival tool {name}{Where(" (", ")")}: an entry was taken back: {reason}",
                    $"競合ツール「{name}」{Where("(", ")")}: 記録を取り消し: {reason}"
                )
            );
        return Result.Done;
    }

    private string Where(string open, string close) => Department is null ? "" : $"{open}{Department}{close}";
}

/// <summary>
/// How a rival tool stands at a customer from a day on. Of two entries for one day the one with the higher number
/// counts.
/// </summary>
internal sealed class RivalStanding(
    Guid id,
    Guid toolId,
    Guid accountId,
    int number,
    DateOnly from,
    bool inUse,
    RivalStrength strength,
    string source,
    Guid? byId,
    DateTime recordedAt
)
{
    public Guid Id { get; private set; } = id;

    public Guid ToolId { get; private set; } = toolId;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>1 for the tool's first.</summary>
    public int Number { get; private set; } = number;

    public DateOnly From { get; private set; } = from;

    /// <summary>Whether it is used from that day; <c>false</c> where it is used no longer.</summary>
    public bool InUse { get; private set; } = inUse;

    public RivalStrength Strength { get; private set; } = strength;

    public int? Seats { get; private set; }

    /// <summary>Its part of the work that both could do, 0 to 1.</summary>
    public double? Share { get; private set; }

    public long? CostMinor { get; private set; }

    public string? CostCurrency { get; private set; }

    /// <summary>How we know.</summary>
    public string Source { get; private set; } = source;

    public string? Note { get; private set; }

    public Guid? ById { get; private set; } = byId;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateTime? VoidedAt { get; private set; }

    public string? VoidReason { get; private set; }

    public Guid? VoidedBy { get; private set; }

    /// <summary>What the customer pays for it in a year.</summary>
    public Money? CostPerYear =>
        CostMinor is { } minor && CostCurrency is { } currency ? new Money(minor, currency) : null;

    public void Measure(int? seats, double? share, Money? costPerYear, string? note) =>
        (Seats, Share, CostMinor, CostCurrency, Note) = (seats, share, costPerYear?.Minor, costPerYear?.Currency, note);

    public void Void(string reason, Guid? by, DateTime at) => (VoidReason, VoidedBy, VoidedAt) = (reason, by, at);
}

/// <summary>Words a rival tool for the timeline.</summary>
internal static class RivalWording
{
    public static string Code(RivalStrength strength) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(strength.ToString());

    public static string En(RivalStrength strength) =>
        strength switch
        {
            RivalStrength.Beside => "beside ours",
            RivalStrength.Threat => "a threat",
            _ => "has taken our place",
        };

    public static string Ja(RivalStrength strength) =>
        strength switch
        {
            RivalStrength.Beside => "併用",
            RivalStrength.Threat => "脅威",
            _ => "置き換えられた",
        };
}

internal sealed class RivalToolMapping : IEntityTypeConfiguration<RivalTool>
{
    public void Configure(EntityTypeBuilder<RivalTool> builder)
    {
        builder.ToTable("RivalTools");
        builder.Property(tool => tool.Id).ValueGeneratedNever();
        builder.Property(tool => tool.Product).HasMaxLength(40);
        builder.Property(tool => tool.Department).HasMaxLength(100);
        builder.Property(tool => tool.Key).HasMaxLength(300);
        builder.HasIndex(tool => tool.Key).IsUnique();
        builder.HasIndex(tool => tool.AccountId);
    }
}

internal sealed class RivalStandingMapping : IEntityTypeConfiguration<RivalStanding>
{
    public void Configure(EntityTypeBuilder<RivalStanding> builder)
    {
        builder.ToTable("RivalStandings");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Strength).HasMaxLength(10);
        builder.Property(one => one.CostCurrency).HasMaxLength(3);
        builder.Property(one => one.Source).HasMaxLength(300);
        builder.Property(one => one.Note).HasMaxLength(2000);
        builder.Property(one => one.VoidReason).HasMaxLength(1000);
        builder.Ignore(one => one.CostPerYear);
        builder.HasIndex(one => new { one.ToolId, one.Number }).IsUnique();
        builder.HasIndex(one => new { one.AccountId, one.From });
    }
}
