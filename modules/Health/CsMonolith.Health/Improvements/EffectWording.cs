using CsMonolith.Health.Onboarding;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Improvements;

/// <summary>Says what the figures tell, never more boldly than they do, and who is compared with whom.</summary>
internal static class EffectWording
{
    public static string Of(
        ImprovementPromise promise,
        EffectSide before,
        EffectSide after,
        DifferenceFigure difference,
        bool? isBetter
    ) =>
        ProblemAnswers.InJapanese
            ? $"{Ja(before, after, difference, isBetter)}{JaWho(promise, before, after)}"
            : $"{En(before, after, difference, isBetter)} {EnWho(promise, before, after)}";

    private static string En(EffectSide before, EffectSide after, DifferenceFigure difference, bool? isBetter) =>
        isBetter switch
        {
            true => "Customers who started after it fare better.",
            false => "Customers who started after it fare worse.",
            null when difference.Value is null =>
                $"Cannot tell: there are {after.Compared} customers after it and {before.Compared} before, and it takes "
                    + $"{GetImprovementEffectHandler.Fewest} on either side with something to compare.",
            null => "Cannot tell: the interval of the difference holds zero.",
        };

    private static string Ja(EffectSide before, EffectSide after, DifferenceFigure difference, bool? isBetter) =>
        isBetter switch
        {
            true => "開始後に始めた顧客のほうが良い結果です。",
            false => "開始後に始めた顧客のほうが悪い結果です。",
            null when difference.Value is null =>
                $"判定できません。開始後{after.Compared}社、開始前{before.Compared}社で、比べるにはそれぞれ"
                    + $"{GetImprovementEffectHandler.Fewest}社以上と成果の記録が必要です。",
            null => "判定できません。差の幅が0を含んでいます。",
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
