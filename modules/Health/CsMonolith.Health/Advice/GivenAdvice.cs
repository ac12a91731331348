using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Advice;

/// <summary>What became of advice.</summary>
internal enum AdviceState
{
    /// <summary>It stands, and nobody has answered it.</summary>
    Given,

    /// <summary>Somebody took it: it was followed.</summary>
    Taken,

    /// <summary>Somebody declined it, with the reason.</summary>
    Declined,

    /// <summary>Nobody answered it, and what spoke for it is gone.</summary>
    Passed,

    /// <summary>Another step became better before anybody answered it; it is in no share.</summary>
    Outranked,
}

/// <summary>
/// A next step that was advised about an account: to whom, when, why, and what became of it. It is kept apart from sales:
/// no expansion, offer or renewal is counted here.
/// </summary>
internal sealed class GivenAdvice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required string Step { get; init; }

    public required DateOnly GivenOn { get; init; }

    /// <summary>The owner then; <c>null</c> where the account had none.</summary>
    public Guid? PersonId { get; init; }

    public required string ReasonEn { get; init; }

    public required string ReasonJa { get; init; }

    /// <summary>The day as of which the reason's figure holds.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The success goal that it served; <c>null</c> where none was set.</summary>
    public Guid? GoalId { get; init; }

    /// <summary>The pattern that spoke for it, if one did.</summary>
    public Guid? PatternId { get; init; }

    public AdviceState State { get; private set; }

    public Guid? AnsweredById { get; private set; }

    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>The first day on which what spoke for it was gone.</summary>
    public DateOnly? SettledOn { get; private set; }

    public static GivenAdvice Give(Situation now, StepReason reason, DateOnly today) =>
        new()
        {
            AccountId = now.Account.Id,
            Step = reason.Step.Key,
            GivenOn = today,
            PersonId = now.Account.OwnerId,
            ReasonEn = reason.En,
            ReasonJa = reason.Ja,
            AsOf = reason.AsOf,
            GoalId = now.Goal?.GoalId,
            PatternId = reason.Kata?.Pattern.Id,
        };

    /// <summary>Follows it; once.</summary>
    public Result Take(Guid by, DateOnly on)
    {
        if (State != AdviceState.Given)
        {
            return AdviceErrors.Answered(State, AnsweredOn);
        }

        (State, AnsweredById, AnsweredOn) = (AdviceState.Taken, by, on);
        return Result.Done;
    }

    /// <summary>Declines it, with the reason; once.</summary>
    public Result Decline(Guid by, DateOnly on, string reason)
    {
        if (State != AdviceState.Given)
        {
            return AdviceErrors.Answered(State, AnsweredOn);
        }

        (State, AnsweredById, AnsweredOn, Reason) = (AdviceState.Declined, by, on, reason);
        return Result.Done;
    }

    /// <summary>Notes that what spoke for it is gone.</summary>
    public void Settle(DateOnly on)
    {
        SettledOn ??= on;
        State = State == AdviceState.Given ? AdviceState.Passed : State;
    }

    /// <summary>Another step is better now.</summary>
    public void Outrank(DateOnly on) => (State, AnsweredOn) = (AdviceState.Outranked, on);

    /// <summary>Whether the step is not advised anew: somebody does it, or it was declined not long ago.</summary>
    public bool Rests(DateOnly today) =>
        (State == AdviceState.Taken && SettledOn is null && AnsweredOn?.AddDays(AdviceDesk.TakenDays) >= today)
        || (State == AdviceState.Declined && AnsweredOn?.AddDays(AdviceDesk.DeclinedDays) >= today);
}

internal sealed class GivenAdviceMapping : IEntityTypeConfiguration<GivenAdvice>
{
    public void Configure(EntityTypeBuilder<GivenAdvice> builder)
    {
        builder.ToTable("given_advice").HasKey(row => row.Id);
        builder.Property(row => row.Step).HasMaxLength(40);
        builder.Property(row => row.ReasonEn).HasMaxLength(1000);
        builder.Property(row => row.ReasonJa).HasMaxLength(1000);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.HasIndex(row => new { row.AccountId, row.State });
        builder.HasIndex(row => row.GivenOn);
    }
}
