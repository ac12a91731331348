using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reviews;

/// <summary>What Health refuses about review packs.</summary>
internal static class ReviewPackErrors
{
    public static Error NoCustomer(AccountAsOf prospect) =>
        ProspectRefusals.NoCustomer("health.review-pack.prospect", prospect.Id, prospect.Name);

    public static Error PeriodBackwards(DateOnly from, DateOnly to) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/to",
                $"The period ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}. Swap the days.",
                $"期間の終わり {to:yyyy-MM-dd} が始まり {from:yyyy-MM-dd} より前です。日付を入れ替えてください。"
            )
        );

    public static Error PeriodTooLong(DateOnly from, DateOnly to, int most) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/from",
                $"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} are more than {most} days. Begin later.",
                $"{from:yyyy-MM-dd} から {to:yyyy-MM-dd} までは{most}日を超えます。期間を短くしてください。"
            )
        );

    public static Error PeriodAhead(DateOnly to, DateOnly today) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/to",
                $"{to:yyyy-MM-dd} lies after today, {today:yyyy-MM-dd}. A pack tells of what was; end it today or earlier.",
                $"{to:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より後です。期間の終わりは今日以前にしてください。"
            )
        );
}
