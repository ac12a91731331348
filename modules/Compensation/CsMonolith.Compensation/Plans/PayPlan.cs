using System.Globalization;

namespace CsMonolith.Compensation.Plans;

/// <summary>
/// The rules by which a group is paid for keeping its customers. One person drafts an edition and another, of finance,
/// approves it. An edition never changes; other rules are the next
/// edition of the same name, so that a statement can be traced to the rules that it was made by.
/// </summary>
internal sealed class PayPlan(
    Guid id,
    string name,
    int edition,
    string gateRatio,
    string currency,
    DateTime draftedAt,
    Guid? draftedBy
) : Aggregate
{
    private readonly List<PayPlanMember> _members = [];
    private readonly List<PayPlanPoint> _curve = [];

    public Guid Id { get; private set; } = id;

    public string Name { get; private set; } = name;

    /// <summary>1 for the first of its name.</summary>
    public int Edition { get; private set; } = edition;

    /// <summary>Decimal string; the gate opens at this group NRR.</summary>
    public string GateRatio { get; private set; } = gateRatio;

    public string Currency { get; private set; } = currency;

    public DateTime DraftedAt { get; private set; } = draftedAt;

    public Guid? DraftedBy { get; private set; } = draftedBy;

    /// <summary>Who approved it; statements are issued by approved editions only.</summary>
    public Guid? ApprovedBy { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    public IReadOnlyList<PayPlanMember> Members => _members;

    public IReadOnlyList<PayPlanPoint> Points => _curve;

    public static Result<PayPlan> Draft(DraftPayPlan ask, int edition, DateTime now, Guid? by)
    {
        var currency = ask.Members[0].Target.Currency;
        var seen = new HashSet<Guid>();
        for (var i = 0; i < ask.Members.Count; i++)
        {
            if (!seen.Add(ask.Members[i].PersonId))
            {
                return CompensationErrors.PersonTwice(i, ask.Members[i].PersonId);
            }

            if (ask.Members[i].Target.Currency != currency)
            {
                return CompensationErrors.OtherCurrency(i, ask.Members[i].Target.Currency, currency);
            }
        }

        if (PayCurve.Of(ask.Curve).Error is { } refusal)
        {
            return refusal;
        }

        var plan = new PayPlan(Guid.CreateVersion7(), ask.Name, edition, Text(ask.GateRatio), currency, now, by);
        plan._members.AddRange(
            ask.Members.Select(member => new PayPlanMember(plan.Id, member.PersonId, member.Target.Minor))
        );
        plan._curve.AddRange(
            ask.Curve.Select((point, i) => new PayPlanPoint(plan.Id, i, Text(point.Grr), Text(point.Factor)))
        );
        return plan;
    }

    /// <summary>Whether somebody is among those whom it pays.</summary>
    public bool Pays(Guid? person) => _members.Exists(member => member.PersonId == person);

    public void Approve(Guid? by, DateTime now) => (ApprovedBy, ApprovedAt) = (by, now);

    public PayCurve Curve() => PayCurve.Of([.. _curve.OrderBy(point => point.Ordinal).Select(PlannedPoint.Of)]).Value;

    private static string Text(decimal ratio) => ratio.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A person's target variable pay for a window, in minor units of the plan's currency.</summary>
internal sealed class PayPlanMember(Guid planId, Guid personId, long targetMinor)
{
    public Guid PlanId { get; private set; } = planId;

    public Guid PersonId { get; private set; } = personId;

    public long TargetMinor { get; private set; } = targetMinor;
}

/// <summary>A point of the curve, as decimal strings.</summary>
internal sealed class PayPlanPoint(Guid planId, int ordinal, string grr, string factor)
{
    public Guid PlanId { get; private set; } = planId;

    public int Ordinal { get; private set; } = ordinal;

    public string Grr { get; private set; } = grr;

    public string Factor { get; private set; } = factor;
}

internal sealed class PayPlanMapping
    : IEntityTypeConfiguration<PayPlan>,
        IEntityTypeConfiguration<PayPlanMember>,
        IEntityTypeConfiguration<PayPlanPoint>
{
    public void Configure(EntityTypeBuilder<PayPlan> builder)
    {
        builder.ToTable("PayPlans");
        builder.HasKey(plan => plan.Id);
        builder.Property(plan => plan.Name).HasMaxLength(100);
        builder.Property(plan => plan.GateRatio).HasMaxLength(20);
        builder.Property(plan => plan.Currency).HasMaxLength(3);
        builder.HasIndex(plan => new { plan.Name, plan.Edition }).IsUnique();
        builder.HasMany(plan => plan.Members).WithOne().HasForeignKey(member => member.PlanId);
        builder.HasMany(plan => plan.Points).WithOne().HasForeignKey(point => point.PlanId);
        builder.Navigation(plan => plan.Members).HasField("_members");
        builder.Navigation(plan => plan.Points).HasField("_curve");
    }

    public void Configure(EntityTypeBuilder<PayPlanMember> builder)
    {
        builder.ToTable("PayPlanMembers");
        builder.HasKey(member => new { member.PlanId, member.PersonId });
    }

    public void Configure(EntityTypeBuilder<PayPlanPoint> builder)
    {
        builder.ToTable("PayPlanPoints");
        builder.HasKey(point => new { point.PlanId, point.Ordinal });
        builder.Property(point => point.Grr).HasMaxLength(20);
        builder.Property(point => point.Factor).HasMaxLength(20);
    }
}
