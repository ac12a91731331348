using CsMonolith.Health.Patterns;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>What the use cases of next steps share: what is advised about an account now, and how it is shown.</summary>
internal sealed class AdviceDesk(HealthDb db, SituationReader situations, RequestContext context, IMediator mediator)
{
    /// <summary>Days for which a declined step is not advised anew.</summary>
    public const int DeclinedDays = 30;

    /// <summary>Days for which a step that somebody took is not advised anew while it is not settled.</summary>
    public const int TakenDays = 60;

    /// <summary>Alternatives shown beside the best step.</summary>
    public const int Alternatives = 2;

    public DateOnly Today => db.Clock.Today;

    /// <summary>The account's situation; <c>null</c> where it is not there.</summary>
    public async Task<Situation?> Of(Guid account, CancellationToken cancellation) =>
        (await situations.Read(AccountScope.Of([account]), cancellation)).SingleOrDefault();

    /// <summary>The newest advice of each step about an account.</summary>
    public async Task<Dictionary<string, GivenAdvice>> Newest(Guid account, CancellationToken cancellation) =>
        NewestOf(await db.Set<GivenAdvice>().Where(one => one.AccountId == account).ToListAsync(cancellation));

    public static Dictionary<string, GivenAdvice> NewestOf(IEnumerable<GivenAdvice> given) =>
        given
            .GroupBy(one => one.Step, StringComparer.Ordinal)
            .ToDictionary(own => own.Key, own => own.MaxBy(one => (one.GivenOn, one.Id))!, StringComparer.Ordinal);

    /// <summary>The steps that are advised now: without those that somebody does, or declined not long ago.</summary>
    public static IReadOnlyList<StepReason> Advised(
        Situation now,
        IReadOnlyDictionary<string, GivenAdvice> newest,
        DateOnly today
    ) =>
        [.. Adviser.Steps(now, today).Where(reason => newest.GetValueOrDefault(reason.Step.Key)?.Rests(today) != true)];

    public async Task<AdviceSetting> Setting(Guid account, CancellationToken cancellation) =>
        new(
            await mediator.Send(new RoleCharterOn(Today), cancellation),
            [.. (await mediator.Send(new RolesHeldOn([account], Today), cancellation)).Where(held => !held.HasLeft)],
            await mediator.Send(new PlaybooksInForce(), cancellation)
        );

    public AdvisedStep Show(Situation now, StepReason reason, AdviceSetting setting) =>
        new(
            reason.Step.Key,
            reason.Step.Title,
            reason.Words,
            reason.AsOf,
            reason.Step.Act,
            reason.Step.DueDays,
            setting.Doer(reason.Step.Act, context.Caller.PersonId),
            now.Goal is { } goal
                ? new StepGoal(goal.GoalId, goal.DueOn, goal.Outcome)
                : new StepGoal(
                    GoalId: null,
                    DueOn: null,
                    ProblemAnswers.InJapanese
                        ? "成功の定義がありません。まず合意してください。"
                        : "No goal is set: set one first."
                ),
            reason.Kata is { } kata ? Evidence(kata) : null,
            Playbook(setting.Playbooks, reason.Step.Playbook)
        );

    private static StepKata Evidence(KataMissed kata)
    {
        var (evidence, words) = (kata.Pattern.Evidence, new PatternWording(kata.Pattern, kata.Run));
        return new StepKata(
            kata.Pattern.Id,
            words.Condition,
            words.Counts(evidence),
            evidence.All.With,
            evidence.All.Without,
            evidence.Effect,
            words.Verdict
        );
    }

    // In the reader's language, or else in the other.
    private static StepPlaybook? Playbook(IReadOnlyList<PlaybookOf> playbooks, string? code) =>
        playbooks
            .Where(one => one.Code == code)
            .OrderBy(one => one.Language == (ProblemAnswers.InJapanese ? "ja" : "en") ? 0 : 1)
            .Select(one => new StepPlaybook(one.Id, one.Code, one.Title))
            .FirstOrDefault();
}
