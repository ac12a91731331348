using CsMonolith.Journey.Goals;

namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>Something that the project does, or expressly does not do.</summary>
/// <param name="Included">Whether it is in the scope; otherwise it is named as out of it.</param>
internal sealed record ScopeItem(string Text, bool Included);

/// <summary>
/// What a project does and does not do, tied to the success definition that it serves. Its items are set freely until
/// the scope is agreed; after that an approved change request alone alters them.
/// </summary>
internal sealed class ProjectScope(Guid projectId, Guid accountId) : Aggregate
{
    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public IReadOnlyList<ScopeItem> Items { get; private set; } = [];

    /// <summary>The success definition in force when the scope was last set, agreed or changed.</summary>
    public Guid? GoalId { get; private set; }

    /// <summary>The number of that version.</summary>
    public int? GoalNumber { get; private set; }

    public DateOnly? AgreedOn { get; private set; }

    /// <summary>Who at the customer agreed.</summary>
    public string? AgreedWith { get; private set; }

    public Guid? AgreedById { get; private set; }

    /// <summary>Sets the items, before they are agreed.</summary>
    public Result Arrange(IReadOnlyList<ScopeItem> items, SuccessDefinition? goal)
    {
        if (AgreedOn is { } agreed)
        {
            return PlanErrors.ScopeAgreed(agreed);
        }

        if (Twice(items) is { } twice)
        {
            return PlanErrors.ItemTwice(twice, "/items");
        }

        Items = items;
        Tie(goal);
        return Result.Done;
    }

    /// <summary>Notes that the customer agreed.</summary>
    public Result Agree(DateOnly on, string with, Guid? by, SuccessDefinition? goal)
    {
        if (AgreedOn is { } agreed)
        {
            return PlanErrors.ScopeAgreed(agreed);
        }

        if (!Items.Any(item => item.Included))
        {
            return PlanErrors.NothingInScope;
        }

        if (goal is null)
        {
            return PlanErrors.NoGoal;
        }

        (AgreedOn, AgreedWith, AgreedById) = (on, with, by);
        Tie(goal);
        return Result.Done;
    }

    /// <summary>Refuses a change that does not fit the items as they stand.</summary>
    public Error? Refuses(IReadOnlyList<ScopeItem> adds, IReadOnlyList<string> removes) =>
        AgreedOn is null ? PlanErrors.ScopeNotAgreed
        : removes.FirstOrDefault(text => Items.All(item => item.Text != text)) is { } missing
            ? PlanErrors.NoSuchItem(missing)
        : Twice(With(adds, removes)) is { } twice ? PlanErrors.ItemTwice(twice, "/adds")
        : null;

    /// <summary>Alters the items by an approved change.</summary>
    public Result Apply(IReadOnlyList<ScopeItem> adds, IReadOnlyList<string> removes, SuccessDefinition? goal)
    {
        if (Refuses(adds, removes) is { } refusal)
        {
            return refusal;
        }

        Items = With(adds, removes);
        Tie(goal);
        return Result.Done;
    }

    private static string? Twice(IReadOnlyList<ScopeItem> items) =>
        items.GroupBy(item => item.Text, StringComparer.Ordinal).FirstOrDefault(own => own.Count() > 1)?.Key;

    private IReadOnlyList<ScopeItem> With(IReadOnlyList<ScopeItem> adds, IReadOnlyList<string> removes) =>
        [.. Items.Where(item => !removes.Contains(item.Text)), .. adds];

    private void Tie(SuccessDefinition? goal) => (GoalId, GoalNumber) = (goal?.Id, goal?.Number);
}

/// <summary>Finds the success definition that a scope serves.</summary>
internal static class GoalsInForce
{
    /// <summary>The account's success definition in force on a day: of those agreed by then the latest.</summary>
    public static async Task<SuccessDefinition?> Of(
        JourneyDb db,
        Guid account,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AccountId == account && one.AgreedOn <= day)
            .OrderByDescending(one => one.AgreedOn)
            .ThenByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
}

internal sealed class ProjectScopeMapping : IEntityTypeConfiguration<ProjectScope>
{
    public void Configure(EntityTypeBuilder<ProjectScope> builder)
    {
        builder.ToTable("ProjectScopes");
        builder.HasKey(scope => scope.ProjectId);
        builder.Property(scope => scope.ProjectId).ValueGeneratedNever();
        builder.Property(scope => scope.Items).AsJson();
        builder.Property(scope => scope.AgreedWith).HasMaxLength(100);
        builder.HasIndex(scope => scope.AccountId);
    }
}
