using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>A forecast that was moved: from which day to which, who, when, why.</summary>
/// <param name="Why">In the words of whoever moved it.</param>
internal sealed record ForecastMove(DateOnly From, DateOnly To, string Why, Guid? ById, DateTime At);

/// <summary>A baseline that was set: on agreement, or by an approved change.</summary>
/// <param name="On">The baseline from then on.</param>
/// <param name="ChangeId">The approved change request; <c>null</c> for the first one.</param>
internal sealed record BaselineStep(DateOnly On, Guid? ChangeId, Guid? ById, DateTime At);

/// <summary>
/// A day by which a project has reached something. What was agreed (baseline), what is expected (forecast) and what
/// came
/// (actual) stand side by side; every move stays in its history.
/// </summary>
internal sealed class Milestone(Guid id, Guid projectId, Guid accountId, DateTime recordedAt) : Aggregate, IPlanItem
{
    /// <summary>Days before the forecast from which an alarm is due, unless said otherwise.</summary>
    public const int UsualAlarmDays = 14;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Title { get; private set; } = "";

    public Guid OwnerId { get; private set; }

    public int AlarmDays { get; private set; } = UsualAlarmDays;

    public DateOnly? BaselineOn { get; private set; }

    public DateOnly ForecastOn { get; private set; }

    public DateOnly? ActualOn { get; private set; }

    /// <summary>The day from which an alarm is due: the forecast less the days of alarm.</summary>
    public DateOnly AlarmOn { get; private set; }

    /// <summary>Days from the baseline to the actual day, or to the forecast while there is none.</summary>
    public int? SlipDays { get; private set; }

    public IReadOnlyList<ForecastMove> Moves { get; private set; } = [];

    public IReadOnlyList<BaselineStep> Baselines { get; private set; } = [];

    /// <summary>The forecast of which it has been told that it is near; each is told once.</summary>
    public DateOnly? ToldNearFor { get; private set; }

    /// <summary>The forecast of which it has been told that it lies after the baseline; each is told once.</summary>
    public DateOnly? ToldSlipFor { get; private set; }

    /// <summary>Sets the first forecast; once, right after it is made.</summary>
    public void Begin(MilestoneWords words, DateOnly forecastOn)
    {
        ForecastOn = forecastOn;
        Say(words);
    }

    public void Say(MilestoneWords words)
    {
        (Title, OwnerId, AlarmDays) = (words.Title, words.OwnerId, words.AlarmDays);
        Reckon();
    }

    /// <summary>Moves the forecast; the former one stays in the history.</summary>
    public Result Forecast(DateOnly on, string why, Guid? by, DateTime at)
    {
        if (ActualOn is { } reached)
        {
            return PlanErrors.Reached(reached);
        }

        if (on == ForecastOn)
        {
            return PlanErrors.SameForecast(on);
        }

        if (Moves.Count >= PlanDesk.MostOfAKind)
        {
            return PlanErrors.Full(PlanDesk.MostOfAKind);
        }

        Moves = [.. Moves, new ForecastMove(ForecastOn, on, why, by, at)];
        ForecastOn = on;
        Reckon();
        return Result.Done;
    }

    /// <summary>Notes the day on which it was reached; once.</summary>
    public Result Reach(DateOnly on)
    {
        if (ActualOn is { } reached)
        {
            return PlanErrors.Reached(reached);
        }

        ActualOn = on;
        Reckon();
        return Result.Done;
    }

    /// <summary>Takes the present forecast as the baseline, unless there is one.</summary>
    /// <returns>Whether it was set.</returns>
    public bool Agree(Guid? by, DateTime at)
    {
        if (BaselineOn is not null)
        {
            return false;
        }

        SetBaseline(new BaselineStep(ForecastOn, ChangeId: null, by, at));
        return true;
    }

    /// <summary>Sets a new baseline by an approved change.</summary>
    public Result Rebaseline(DateOnly on, Guid change, Guid? by, DateTime at)
    {
        if (BaselineOn is null || ActualOn is not null)
        {
            return PlanErrors.NoSuchMilestone(Id);
        }

        if (Baselines.Count >= PlanDesk.MostOfAKind)
        {
            return PlanErrors.Full(PlanDesk.MostOfAKind);
        }

        SetBaseline(new BaselineStep(on, change, by, at));
        return Result.Done;
    }

    /// <summary>Whether it is to be reached soon, or its day has passed.</summary>
    public bool IsNear(DateOnly today) => ActualOn is null && AlarmOn <= today;

    /// <summary>Whether its forecast has passed.</summary>
    public bool IsLate(DateOnly today) => ActualOn is null && ForecastOn < today;

    /// <summary>
    /// Alarms its owner, once for each forecast, that it is near and that it slips: an event, a line on the timeline
    /// and
    /// a task.
    /// </summary>
    /// <param name="hasTask">Whether the task of an earlier alarm is open, which is enough.</param>
    /// <returns>How many alarms were given.</returns>
    public int Alarm(JourneyDb db, DateOnly today, bool hasTask)
    {
        if (ActualOn is not null)
        {
            return 0;
        }

        var (near, slips) = (IsNear(today) && ToldNearFor != ForecastOn, SlipDays > 0 && ToldSlipFor != ForecastOn);
        if (near)
        {
            ToldNearFor = ForecastOn;
            Tell(
                db,
                today,
                MilestoneAlarmKind.Near,
                $"Milestone due on {ForecastOn:yyyy-MM-dd}: {Title}",
                $"マイルストーンの期日が近づいています({ForecastOn:yyyy-MM-dd}): {Title}"
            );
        }

        if (slips)
        {
            ToldSlipFor = ForecastOn;
            Tell(
                db,
                today,
                MilestoneAlarmKind.Slips,
                $"Milestone expected {SlipDays} days after its baseline: {Title}",
                $"マイルストーンの見込みが基準日より{SlipDays}日遅れています: {Title}"
            );
        }

        if ((near || slips) && !hasTask)
        {
            Ask(db, today);
        }

        return (near ? 1 : 0) + (slips ? 1 : 0);
    }

    private void SetBaseline(BaselineStep step)
    {
        (BaselineOn, Baselines) = (step.On, [.. Baselines, step]);
        Reckon();
    }

    private void Reckon()
    {
        AlarmOn = DateOnly.FromDayNumber(Math.Max(0, ForecastOn.DayNumber - AlarmDays));
        SlipDays = BaselineOn is { } baseline ? (ActualOn ?? ForecastOn).DayNumber - baseline.DayNumber : null;
    }

    private void Tell(JourneyDb db, DateOnly today, MilestoneAlarmKind kind, string en, string ja)
    {
        Raise(new MilestoneAlarmed(Id, ProjectId, AccountId, OwnerId, kind, ForecastOn, SlipDays));
        db.Set<TimelineEntry>()
            .Add(TimelineEntry.Own(db, AccountId, today, PlanLines.MilestoneAlarm, Guid.CreateVersion7(), en, ja));
    }

    // The owner's day is where an alarm is seen: the task is due with the milestone, or today where that has passed.
    private void Ask(JourneyDb db, DateOnly today)
    {
        var taskId = Guid.CreateVersion7();
        var task = new TaskItem(
            taskId,
            AccountId,
            TaskSide.Ours,
            TaskSource.Milestone,
            Id,
            parentId: null,
            taskId,
            depth: 0,
            today,
            openedBy: null,
            db.Clock.Now
        );
        task.Say(new TaskWords(Title, Note: null, OwnerId, Contact: null, GoalId: null));
        db.Set<TaskItem>().Add(task);
        db.Set<TaskEvent>()
            .Add(
                task.Begin(
                    ForecastOn < today ? today : ForecastOn,
                    new TaskRemark(Text: null, Link: null, By: null, db.Clock.Now)
                )
            );
    }
}

/// <summary>What a milestone says of itself; it may be corrected.</summary>
/// <param name="AlarmDays">Days before the forecast from which its owner is alarmed.</param>
internal sealed record MilestoneWords(string Title, Guid OwnerId, int AlarmDays);

internal sealed class MilestoneMapping : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.ToTable("Milestones");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Moves).AsJson();
        builder.Property(one => one.Baselines).AsJson();
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => new { one.AccountId, one.ForecastOn });
        builder.HasIndex(one => new { one.ActualOn, one.AlarmOn });
    }
}
