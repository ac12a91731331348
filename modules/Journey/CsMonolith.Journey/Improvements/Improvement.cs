namespace CsMonolith.Journey.Improvements;

/// <summary>What is promised to customers who start after it.</summary>
/// <param name="Metric">daysToValue, kickoffIn14Days, atHome or retention.</param>
/// <param name="From">Before it: days, or a share from 0 to 1.</param>
/// <param name="To">Once it has its full effect.</param>
/// <param name="RampMonths">Months over which the effect comes evenly; 0 for at once.</param>
/// <param name="FollowUpDays">For how long after its start each customer is looked at, 14 to 730.</param>
/// <param name="WindowDays">Customers who started within so many days before and after are compared, 30 to 730.</param>
internal sealed record PromisedEffect(
    ImprovementMetric Metric,
    double From,
    double To,
    int RampMonths,
    int FollowUpDays,
    int WindowDays
);

/// <summary>A forecast that was moved.</summary>
/// <param name="Why">In the words of whoever moved it.</param>
internal sealed record ImprovementMove(DateOnly From, DateOnly To, string Why, Guid? ById, DateTime At);

/// <summary>What was agreed, what is expected and what came, side by side.</summary>
internal sealed record ImprovementMilestone(
    Guid Id,
    string Title,
    DateOnly BaselineOn,
    DateOnly ForecastOn,
    DateOnly? ActualOn,
    IReadOnlyList<ImprovementMove> Moves
)
{
    /// <summary>Days from the baseline to the actual day, or to the forecast while there is none.</summary>
    public int SlipDays => (ActualOn ?? ForecastOn).DayNumber - BaselineOn.DayNumber;
}

/// <summary>What an improvement project says of itself; it may be corrected.</summary>
/// <param name="Departments">Who owns it: at least one.</param>
/// <param name="LeadId">Who leads it.</param>
/// <param name="Phase">Code of the phase that it improves.</param>
/// <param name="CardIds">The field cards behind it.</param>
internal sealed record ImprovementWords(
    string Title,
    string? Note,
    IReadOnlyList<string> Departments,
    Guid LeadId,
    string Phase,
    IReadOnlyList<Guid> CardIds
);

/// <summary>
/// A project of our departments for customers to come (改善プロジェクト): what goes wrong again and again is put right
/// once. What it promises is fixed from its start, so that nobody moves the mark after the shot.
/// </summary>
internal sealed class Improvement(Guid id, Guid? createdById, DateTime recordedAt) : Aggregate
{
    public const int MostMilestones = 100;

    public Guid Id { get; private set; } = id;

    public Guid? CreatedById { get; private set; } = createdById;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Title { get; private set; } = "";

    public string? Note { get; private set; }

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public Guid LeadId { get; private set; }

    public string Phase { get; private set; } = "";

    public IReadOnlyList<Guid> CardIds { get; private set; } = [];

    /// <summary>Customers who start on this day or later come after it.</summary>
    public DateOnly StartOn { get; private set; }

    public ImprovementMetric Metric { get; private set; }

    public double PromisedFrom { get; private set; }

    public double PromisedTo { get; private set; }

    public int RampMonths { get; private set; }

    public int FollowUpDays { get; private set; }

    public int WindowDays { get; private set; }

    public IReadOnlyList<ImprovementMilestone> Milestones { get; private set; } = [];

    public DateOnly? ClosedOn { get; private set; }

    /// <summary>What came of it, in words.</summary>
    public string? ClosedWhy { get; private set; }

    public PromisedEffect Promise => new(Metric, PromisedFrom, PromisedTo, RampMonths, FollowUpDays, WindowDays);

    public Result Say(ImprovementWords words)
    {
        if (ClosedOn is { } closed)
        {
            return ImprovementErrors.Closed(closed);
        }

        (Title, Note, LeadId, Phase) = (words.Title.Trim(), words.Note, words.LeadId, words.Phase);
        Departments = [.. words.Departments.Select(one => one.Trim()).Distinct(StringComparer.Ordinal)];
        CardIds = [.. words.CardIds.Distinct()];
        return Result.Done;
    }

    /// <summary>Says what is promised from which day; only until that day has come.</summary>
    public Result Vow(DateOnly startOn, PromisedEffect promise, DateOnly today)
    {
        if (ClosedOn is { } closed)
        {
            return ImprovementErrors.Closed(closed);
        }

        if (Version > 0 && StartOn <= today && (startOn != StartOn || promise != Promise))
        {
            return ImprovementErrors.Started(StartOn);
        }

        if (promise.Metric != ImprovementMetric.DaysToValue && (promise.From is < 0 or > 1 || promise.To is < 0 or > 1))
        {
            return ImprovementErrors.NoShare;
        }

        if (promise.Metric == ImprovementMetric.DaysToValue && (promise.From < 0 || promise.To < 0))
        {
            return ImprovementErrors.NegativeDays;
        }

        StartOn = startOn;
        (Metric, PromisedFrom, PromisedTo, RampMonths, FollowUpDays, WindowDays) = (
            promise.Metric,
            promise.From,
            promise.To,
            promise.RampMonths,
            promise.FollowUpDays,
            promise.WindowDays
        );
        return Result.Done;
    }

    /// <summary>Adds a milestone; its day is its baseline and its first forecast.</summary>
    public Result Plan(string title, DateOnly on)
    {
        if (ClosedOn is { } closed)
        {
            return ImprovementErrors.Closed(closed);
        }

        if (Milestones.Count >= MostMilestones)
        {
            return ImprovementErrors.Full(MostMilestones);
        }

        Milestones = [.. Milestones, new(Guid.CreateVersion7(), title.Trim(), on, on, ActualOn: null, Moves: [])];
        return Result.Done;
    }

    /// <summary>Moves a forecast; the baseline and the former forecast stay.</summary>
    public Result Forecast(Guid milestone, DateOnly on, string why, Guid? by, DateTime at)
    {
        var found = Open(milestone);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var one = found.Value;
        if (one.Moves.Count >= MostMilestones)
        {
            return ImprovementErrors.Full(MostMilestones);
        }

        return Put(
            one with
            {
                ForecastOn = on,
                Moves = [.. one.Moves, new ImprovementMove(one.ForecastOn, on, why.Trim(), by, at)],
            }
        );
    }

    /// <summary>Notes the day on which a milestone was reached; once.</summary>
    public Result Reach(Guid milestone, DateOnly on) =>
        Open(milestone) is var found && found.Error is { } refusal ? refusal : Put(found.Value with { ActualOn = on });

    public Result Close(DateOnly on, string why)
    {
        if (ClosedOn is { } closed)
        {
            return ImprovementErrors.Closed(closed);
        }

        (ClosedOn, ClosedWhy) = (on, why.Trim());
        return Result.Done;
    }

    private Result<ImprovementMilestone> Open(Guid milestone) =>
        ClosedOn is { } closed ? ImprovementErrors.Closed(closed)
        : Milestones.FirstOrDefault(one => one.Id == milestone) is not { } found
            ? PlatformErrors.NotFound("milestone", milestone)
        : found.ActualOn is { } reached ? ImprovementErrors.Reached(reached)
        : found;

    private Result Put(ImprovementMilestone milestone)
    {
        Milestones = [.. Milestones.Select(one => one.Id == milestone.Id ? milestone : one)];
        return Result.Done;
    }
}

internal sealed class ImprovementMapping : IEntityTypeConfiguration<Improvement>
{
    public void Configure(EntityTypeBuilder<Improvement> builder)
    {
        builder.ToTable("Improvements");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Note).HasMaxLength(4000);
        builder.Property(one => one.Departments).AsJson();
        builder.Property(one => one.Phase).HasMaxLength(40);
        builder.Property(one => one.CardIds).AsJson();
        builder.Property(one => one.Metric).HasConversion<string>().HasMaxLength(30);
        builder.Property(one => one.Milestones).AsJson();
        builder.Property(one => one.ClosedWhy).HasMaxLength(2000);
        builder.Ignore(one => one.Promise);
    }
}

internal sealed class AnswerPromiseOf(JourneyDb db) : IRequestHandler<PromiseOf, ImprovementPromise?>
{
    public async Task<ImprovementPromise?> Handle(PromiseOf ask, CancellationToken cancellation) =>
        await db.Set<Improvement>().FindAsync([ask.ImprovementId], cancellation) is { } one
            ? new ImprovementPromise(
                one.Id,
                one.Title,
                one.StartOn,
                one.Metric,
                one.PromisedFrom,
                one.PromisedTo,
                one.RampMonths,
                one.FollowUpDays,
                one.WindowDays
            )
            : null;
}
