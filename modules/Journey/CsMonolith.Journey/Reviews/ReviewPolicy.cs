namespace CsMonolith.Journey.Reviews;

/// <summary>When effect reviews are due: so many days after a customer's first value; one document for the company.</summary>
internal sealed class ReviewPolicy(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000004");

    public Guid Id { get; private set; } = id;

    /// <summary>In rising order.</summary>
    public IReadOnlyList<int> DaysAfterFirstValue { get; private set; } = [30, 90, 180];

    public static async Task<ReviewPolicy> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<ReviewPolicy>().FindAsync([TheOnly], cancellation) ?? new ReviewPolicy(TheOnly);

    public Result Set(IReadOnlyList<int> days)
    {
        if (days.GroupBy(one => one).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return EffectReviewErrors.DaysTwice(twice.Key);
        }

        DaysAfterFirstValue = [.. days.Order()];
        return Result.Done;
    }
}

internal sealed class ReviewPolicyMapping : IEntityTypeConfiguration<ReviewPolicy>
{
    public void Configure(EntityTypeBuilder<ReviewPolicy> builder)
    {
        builder.ToTable("ReviewPolicies");
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.Property(policy => policy.DaysAfterFirstValue).AsJson();
    }
}
