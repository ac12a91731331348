using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>
/// A way for somebody of the customer to open their plan without an account: until a day, for this plan alone. Only the
/// hash of its secret is stored; every opening and every change through it is noted.
/// </summary>
internal sealed class PlanLink(
    Guid id,
    Guid projectId,
    Guid accountId,
    string forWhom,
    string hash,
    DateOnly lastDay,
    Guid? madeBy,
    DateTime madeAt
) : Aggregate, IOfProject
{
    /// <summary>Days that a link lives at most.</summary>
    public const int MostDays = 180;

    /// <summary>Links of a project that are good at once, at most.</summary>
    public const int MostAtOnce = 20;

    /// <summary>Openings that are kept one by one; later ones are counted.</summary>
    public const int MostTold = 500;

    private const int SecretBytes = 32;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>Who got it.</summary>
    public string ForWhom { get; private set; } = forWhom;

    [SecretColumn]
    public string Hash { get; private set; } = hash;

    /// <summary>The last day on which it opens the plan.</summary>
    public DateOnly LastDay { get; private set; } = lastDay;

    public Guid? MadeBy { get; private set; } = madeBy;

    public DateTime MadeAt { get; private set; } = madeAt;

    public DateTime? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    /// <summary>How often it was opened.</summary>
    public int Openings { get; private set; }

    public DateTime? OpenedAt { get; private set; }

    /// <summary>256 random bits as URL-safe text.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is stored of a secret. It has full entropy, so one round of SHA-256 is enough.</summary>
    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether it opens the plan on a day.</summary>
    public bool IsGood(DateOnly today) => EndedAt is null && today <= LastDay;

    /// <summary>Notes an opening.</summary>
    public void Open(DateTime now) => (Openings, OpenedAt) = (Openings + 1, now);

    /// <summary>Ends it at once; ending it again changes nothing.</summary>
    public void End(Guid? by, DateTime now)
    {
        if (EndedAt is null)
        {
            (EndedAt, EndedBy) = (now, by);
        }
    }
}

/// <summary>What somebody did through a link.</summary>
internal enum PlanVisitKind
{
    Opened,
    TaskDone,
    Confidence,
}

/// <summary>One opening of a plan from outside, or one change. It is only added.</summary>
internal sealed class PlanVisit(Guid id, Guid linkId, Guid projectId, Guid accountId, PlanVisitKind kind, DateTime at)
    : IOfProject
{
    public Guid Id { get; private set; } = id;

    public Guid LinkId { get; private set; } = linkId;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public PlanVisitKind Kind { get; private set; } = kind;

    public DateTime At { get; private set; } = at;

    /// <summary>The task that was done.</summary>
    public Guid? TaskId { get; init; }
}

internal sealed class PlanLinkMapping : IEntityTypeConfiguration<PlanLink>
{
    public void Configure(EntityTypeBuilder<PlanLink> builder)
    {
        builder.ToTable("PlanLinks");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.ForWhom).HasMaxLength(200);
        builder.Property(one => one.Hash).HasMaxLength(64);
        builder.HasIndex(one => one.Hash).IsUnique();
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}

internal sealed class PlanVisitMapping : IEntityTypeConfiguration<PlanVisit>
{
    public void Configure(EntityTypeBuilder<PlanVisit> builder)
    {
        builder.ToTable("PlanVisits");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Kind).HasMaxLength(20);
        builder.HasIndex(one => new { one.ProjectId, one.At });
        builder.HasIndex(one => new { one.LinkId, one.Kind });
        builder.HasIndex(one => one.AccountId);
    }
}
