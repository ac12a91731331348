using CsMonolith.Health.Onboarding;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Improvements;

/// <summary>Why no difference is told.</summary>
internal enum EffectLack
{
    /// <summary>Nothing lacks: there is a difference.</summary>
    Nothing,

    /// <summary>There are too few on a side.</summary>
    Customers,

    /// <summary>Nobody who started after it has a first value.</summary>
    ValueAfter,

    /// <summary>Nobody who started before it has a first value.</summary>
    ValueBefore,

    /// <summary>The sides have no day in common.</summary>
    Days,

    /// <summary>Everybody of each side took the same days.</summary>
    Spread,
}

/// <summary>Says what the figures tell, never more boldly than they do, and who is compared with whom.</summary>
internal static class EffectWording
{
    public static string Of(
        ImprovementPromise promise,
        EffectSide before,
        EffectSide after,
        EffectLack lack,
        bool? isBetter
    ) =>
        ProblemAnswers.InJapanese
            ? $"{Ja(before, after, lack, isBetter)}{JaWho(promise, before, after)}"
            : $"{En(before, after, lack, isBetter)} {EnWho(promise, before, after)}";

    private static string En(EffectSide before, EffectSide after, EffectLack lack, bool? isBetter) =>
        isBetter switch
        {
            true => "Customers who started after it fare better.",
            false => "Customers who started after it fare worse.",
            null => $"Cannot tell: {EnWhy(before, after, lack)}",
        };

    private static string EnWhy(EffectSide before, EffectSide after, EffectLack lack) =>
        lack switch
        {
            EffectLack.Customers =>
                $"there are {after.Compared} customers after it and {before.Compared} before, and it takes "
                    + $"{GetImprovementEffectHandler.Fewest} on either side.",
            EffectLack.ValueAfter => "none of the customers who started after it has reached a first value.",
            EffectLack.ValueBefore => "none of the customers who started before it has reached a first value.",
            EffectLack.Days => "no day is known on both sides yet.",
            EffectLack.Spread => "the days do not differ within either side, so there is no interval.",
            _ => "the interval of the difference holds zero.",
        };

    private static string Ja(EffectSide before, EffectSide after, EffectLack lack, bool? isBetter) =>
        isBetter switch
        {
            true => "開始後に始めた顧客のほうが良い結果です。",
            false => "開始後に始めた顧客のほうが悪い結果です。",
            null => $"判定できません。{JaWhy(before, after, lack)}",
        };

    private static string JaWhy(EffectSide before, EffectSide after, EffectLack lack) =>
        lack switch
        {
            EffectLack.Customers => $"開始後{after.Compared}社、開始前{before.Compared}社で、比べるにはそれぞれ"
                + $"{GetImprovementEffectHandler.Fewest}社以上が必要です。",
            EffectLack.ValueAfter => "開始後に始めた顧客に、最初の成果が出た顧客がまだいません。",
            EffectLack.ValueBefore => "開始前に始めた顧客に、最初の成果が出た顧客がいません。",
            EffectLack.Days => "両方で比べられる日数がまだありません。",
            EffectLack.Spread => "どちらも日数にばらつきがなく、差の幅を求められません。",
            _ => "差の幅が0を含んでいます。",
        };

    private static string EnWho(ImprovementPromise promise, EffectSide before, EffectSide after) =>
        $"Compared are {after.Compared} customers who started from {after.FirstOn:yyyy-MM-dd} to {after.LastOn:yyyy-MM-dd} with "
        + $"{before.Compared} who started from {before.FirstOn:yyyy-MM-dd} to {before.LastOn:yyyy-MM-dd}, each followed for "
        + $"{Days(promise)} days. Whatever else changed between those days is in the difference too.";

    private static string JaWho(ImprovementPromise promise, EffectSide before, EffectSide after) =>
        $"{after.FirstOn:yyyy-MM-dd}から{after.LastOn:yyyy-MM-dd}に始めた{after.Compared}社と、"
        + $"{before.FirstOn:yyyy-MM-dd}から{before.LastOn:yyyy-MM-dd}に始めた{before.Compared}社を、"
        + $"開始から{Days(promise)}日間で比べています。その間に変わったほかのことも差に含まれます。";

    private static int Days(ImprovementPromise promise) =>
        promise.Metric == ImprovementMetric.KickoffIn14Days ? 14 : promise.FollowUpDays;
}
