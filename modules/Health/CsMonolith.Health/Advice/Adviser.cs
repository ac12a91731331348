using System.Globalization;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Advice;

/// <summary>
/// Which steps an account's situation asks for, in the order of <see cref="StepCatalogue"/>. Plain rules over facts: the
/// same facts give the same steps, and each step says which figure speaks for it.
/// </summary>
internal static class Adviser
{
    /// <summary>Days after the start by which a kickoff is to have taken place.</summary>
    public const int KickoffDays = 14;

    /// <summary>Days after the kickoff by which the product is to be set up.</summary>
    public const int SetUpDays = 30;

    /// <summary>Days after the kickoff by which the launch's gates are to have passed.</summary>
    public const int LaunchDays = 45;

    /// <summary>Days after the enrolment by which key users are to know the basic operations.</summary>
    public const int OperationsDays = 30;

    /// <summary>Days after the start by which a first value is to be there.</summary>
    public const int FirstValueDays = 90;

    /// <summary>Days without a contact after which an account is silent.</summary>
    public const int SilentDays = 60;

    /// <summary>Days without a measurement after which a goal's effect is unknown.</summary>
    public const int MeasureDays = 90;

    /// <summary>Days before a renewal from which it is talked about.</summary>
    public const int RenewalDays = 180;

    private static readonly Dictionary<string, string> StepFeatures = new(StringComparer.Ordinal)
    {
        ["contacts_90d"] = StepCatalogue.BreakSilence.Key,
        ["handoff_completeness"] = StepCatalogue.CompleteHandoff.Key,
    };

    /// <summary>All steps that the situation asks for, the best first.</summary>
    public static IReadOnlyList<StepReason> Steps(Situation now, DateOnly today) =>
        now.HasLeft
            ? []
            :
            [
                .. new[]
                {
                    Goal(now, today),
                    Risk(now),
                    Renewal(now, today),
                    Promises(now, today),
                    Handoff(now, today),
                    Kickoff(now, today),
                    SetUp(now, today),
                    Gates(now, today),
                    Operations(now, today),
                    FirstValue(now, today),
                    Sponsor(now, today),
                    Contacts(now, today),
                    Cadence(now, today),
                    Silence(now, today),
                    Tasks(now, today),
                    Measure(now, today),
                    Behind(now, today),
                    Kata(now),
                }
                    .OfType<StepReason>()
                    .Select(reason => reason with { Kata = reason.Kata ?? KataOf(now, reason.Step) }),
            ];

    private static StepReason? Goal(Situation now, DateOnly today) =>
        now.Goal is null
            ? Say(
                StepCatalogue.SetGoal,
                "No goal is set, so no other step can say what it is for.",
                "成功の定義がないため、ほかの打ち手の目的を示せません。",
                today
            )
            : null;

    private static StepReason? Risk(Situation now) =>
        now.Risk is { IsAnswered: false } risk
            ? Say(
                StepCatalogue.AnswerRisk,
                $"The probability of churn is high ({Percent(risk.Probability)}), and nobody has answered it.",
                $"解約確率が高く({Percent(risk.Probability)})、まだだれも対応していません。",
                risk.AsOf
            )
            : null;

    private static StepReason? Renewal(Situation now, DateOnly today) =>
        now.NextRenewalOn is { } due && Days(today, due) is >= 0 and <= RenewalDays and var left
            ? Say(
                StepCatalogue.Renewal,
                $"The renewal is due on {due:yyyy-MM-dd}, in {left} days.",
                $"更新は{due:yyyy-MM-dd}で、あと{left}日です。",
                today
            )
            : null;

    private static StepReason? Promises(Situation now, DateOnly today) =>
        now.Handoff is { OpenGaps: > 0 and var gaps }
            ? Say(
                StepCatalogue.ClosePromiseGaps,
                $"{gaps} promises of the sale are not kept by the product and not settled.",
                $"商談時の約束のうち{gaps}件が、製品で守られず未解消です。",
                today
            )
            : null;

    private static StepReason? Handoff(Situation now, DateOnly today) =>
        now.Handoff is { Completeness: < 1 and var share } && now.Onboarding?.KickoffOn is null
            ? Say(
                StepCatalogue.CompleteHandoff,
                $"{Percent(share)} of the required questions are answered, and the kickoff waits for them.",
                $"必須の質問の回答は{Percent(share)}で、キックオフの前に埋める必要があります。",
                today
            )
            : null;

    private static StepReason? Kickoff(Situation now, DateOnly today) =>
        now.Onboarding is { ContractOn: { } start, KickoffOn: null, Launch: null, FirstValueOn: null }
        && Days(start, today) is > KickoffDays and var days
            ? Say(
                StepCatalogue.SetKickoff,
                $"{days} days after the start there has been no kickoff ({KickoffDays} are usual).",
                $"開始から{days}日たちましたが、キックオフがありません(目安は{KickoffDays}日)。",
                today
            )
            : null;

    private static StepReason? SetUp(Situation now, DateOnly today) =>
        now.Onboarding is { KickoffOn: { } kickoff, SetUpOn: null, Launch: null, FirstValueOn: null }
        && Days(kickoff, today) is > SetUpDays and var days
            ? Say(
                StepCatalogue.SetUp,
                $"{days} days after the kickoff the product is not set up ({SetUpDays} are usual).",
                $"キックオフから{days}日たちましたが、設定が終わっていません(目安は{SetUpDays}日)。",
                today
            )
            : null;

    private static StepReason? Gates(Situation now, DateOnly today) =>
        now.Launch is { Missing: > 0 } gap && Days(gap.KickoffOn, today) is > LaunchDays and var days
            ? Say(
                StepCatalogue.PassGates,
                $"{days} days after the kickoff the launch waits for {gap.Missing} conditions, first: {gap.FirstEn}.",
                $"キックオフから{days}日たち、利用開始に{gap.Missing}件の準備が足りません。最初は「{gap.FirstJa}」です。",
                today
            )
            : null;

    private static StepReason? Operations(Situation now, DateOnly today) =>
        now.Onboarding?.Programme is { MasteredOn: null, EnrolledOn: var enrolled }
        && Days(enrolled, today) is > OperationsDays and var days
            ? Say(
                StepCatalogue.ShowOperations,
                $"{days} days after the enrolment the key users have not shown every basic operation ({OperationsDays} are usual).",
                $"登録から{days}日たちましたが、キーユーザーの基本操作がそろっていません(目安は{OperationsDays}日)。",
                today
            )
            : null;

    private static StepReason? FirstValue(Situation now, DateOnly today) =>
        now.FirstValueWaitDays is > FirstValueDays and var days
            ? Say(
                StepCatalogue.ReachFirstValue,
                $"{days} days after the start there is no first value ({FirstValueDays} are usual).",
                $"起点から{days}日たちましたが、最初の成果がありません(目安は{FirstValueDays}日)。",
                today
            )
            : null;

    private static StepReason? Sponsor(Situation now, DateOnly today) =>
        now.Map?.HasSponsor != true
            ? Say(
                StepCatalogue.FindSponsor,
                $"Nobody of {now.Map?.People ?? 0} people on the map is a sponsor.",
                $"パワーマップの{now.Map?.People ?? 0}人の中にスポンサーがいません。",
                today
            )
            : null;

    private static StepReason? Contacts(Situation now, DateOnly today) =>
        (now.Map?.InTouch ?? 0) is <= 1 and var known
            ? Say(
                StepCatalogue.WidenContacts,
                $"We are in touch with {known} of {now.Map?.People ?? 0} people on the map; two is the least.",
                $"パワーマップの{now.Map?.People ?? 0}人のうち、関係が続いているのは{known}人です(最低2人)。",
                today
            )
            : null;

    private static StepReason? Cadence(Situation now, DateOnly today) =>
        now.Cadence is { Missed: > 0 } kept
            ? Say(
                StepCatalogue.KeepCadence,
                $"{kept.Missed} of {kept.Judged} agreed contacts of the last 365 days were missed.",
                $"直近365日の定期的な接点{kept.Judged}回のうち{kept.Missed}回が守られませんでした。",
                today
            )
            : null;

    private static StepReason? Silence(Situation now, DateOnly today) =>
        now.Account.LastContactOn is not { } last
            ? Say(StepCatalogue.BreakSilence, "No contact is on record.", "接点の記録がありません。", today)
        : Days(last, today) is > SilentDays and var days
            ? Say(
                StepCatalogue.BreakSilence,
                $"The last contact was {days} days ago ({SilentDays} are the most).",
                $"最後の接点から{days}日たっています(目安は{SilentDays}日以内)。",
                today
            )
        : null;

    private static StepReason? Tasks(Situation now, DateOnly today) =>
        now.Tasks is { Overdue: > 0 } tasks
            ? Say(
                StepCatalogue.ClearTasks,
                $"{tasks.Overdue} of {tasks.Open} open tasks are overdue, {tasks.TheirsOverdue} of them the customer's.",
                $"未完了のタスク{tasks.Open}件のうち{tasks.Overdue}件が期日を過ぎています(うちお客様{tasks.TheirsOverdue}件)。",
                today
            )
            : null;

    private static StepReason? Measure(Situation now, DateOnly today) =>
        now.Goal is { ReachedOn: null } goal
        && Days(goal.MeasuredOn ?? goal.AgreedOn, today) is > MeasureDays and var days
            ? Say(
                StepCatalogue.MeasureEffect,
                goal.MeasuredOn is { } on
                    ? $"The goal was last measured {days} days ago, on {on:yyyy-MM-dd}."
                    : $"The goal was agreed {days} days ago and has not been measured.",
                goal.MeasuredOn is { } day
                    ? $"最後に測ったのは{day:yyyy-MM-dd}で、{days}日前です。"
                    : $"合意から{days}日たちましたが、まだ測っていません。",
                today
            )
            : null;

    private static StepReason? Behind(Situation now, DateOnly today) =>
        now.Goal is { ReachedOn: null } goal && Days(goal.DueOn, today) is > 0 and var days
            ? Say(
                StepCatalogue.ReviewGoal,
                $"The goal was due on {goal.DueOn:yyyy-MM-dd}, {days} days ago, and is not reached.",
                $"目標の期日{goal.DueOn:yyyy-MM-dd}から{days}日過ぎましたが、達成していません。",
                today
            )
            : null;

    private static StepReason? Kata(Situation now)
    {
        if (now.Katas.FirstOrDefault(one => !StepFeatures.ContainsKey(one.Pattern.Feature)) is not { } missed)
        {
            return null;
        }

        var feature = FeatureCatalogue.Of(missed.Pattern.Feature);
        var (has, bound) = (feature.Show(missed.Value), feature.ShowBound(missed.Pattern.AtLeast!.Value));
        return new StepReason(
            StepCatalogue.FollowKata,
            $"{feature.En}: {has}, where at least {bound} goes with success in this phase.",
            $"{feature.Ja}が{has}です。このフェーズでは{bound}以上の顧客の成功割合が高くなっています。",
            missed.AsOf,
            missed
        );
    }

    // A kata that says the same as a step is that step's evidence.
    private static KataMissed? KataOf(Situation now, Step step) =>
        now.Katas.FirstOrDefault(one => StepFeatures.GetValueOrDefault(one.Pattern.Feature) == step.Key);

    private static StepReason Say(Step step, string en, string ja, DateOnly asOf) =>
        new(step, en, ja, asOf, Kata: null);

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
