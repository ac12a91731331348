using CsMonolith.Health.Patterns;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>Who does the step by the role charter.</summary>
/// <param name="Role">The role that does it.</param>
/// <param name="PersonId">Who has it at the account; <c>null</c> where nobody does.</param>
/// <param name="IsYours">Whether the reader's own role does it.</param>
/// <param name="Words">In a sentence.</param>
internal sealed record StepDoer(ServiceRole Role, Guid? PersonId, string? PersonName, bool IsYours, string Words);

/// <param name="Words">The goal, or that none is set.</param>
internal sealed record StepGoal(Guid? GoalId, DateOnly? DueOn, string Words);

/// <summary>The pattern that speaks for a step, with its evidence.</summary>
/// <param name="Words">Its condition.</param>
/// <param name="Evidence">How often customers succeeded with it and without it, and who is compared with whom.</param>
/// <param name="With">Rows with the condition.</param>
/// <param name="Effect">The held-out difference of the shares of successes.</param>
/// <param name="VerdictWords">What it moves.</param>
internal sealed record StepKata(
    Guid PatternId,
    string Words,
    string Evidence,
    int With,
    int Without,
    PatternInterval Effect,
    string VerdictWords
);

/// <summary>The playbook that was written for the step, where it is in force.</summary>
internal sealed record StepPlaybook(Guid PlaybookId, string Code, string Title);

/// <param name="Step">Its key.</param>
/// <param name="Reason">Why, with the figure.</param>
/// <param name="AsOf">The day as of which the figure holds.</param>
/// <param name="Act">What it is by the role charter.</param>
/// <param name="DueDays">Days in which it is to be done once it is taken.</param>
/// <param name="Kata">The pattern that it comes from; <c>null</c> where it comes from a rule alone.</param>
internal sealed record AdvisedStep(
    string Step,
    string Title,
    string Reason,
    DateOnly AsOf,
    ServiceAct Act,
    int DueDays,
    StepDoer Doer,
    StepGoal Goal,
    StepKata? Kata,
    StepPlaybook? Playbook
)
{
    public static AdvisedStep Example { get; } =
        new(
            StepCatalogue.BreakSilence.Key,
            StepCatalogue.BreakSilence.Ja,
            "最後の接点から72日たっています(目安は60日以内)。",
            new DateOnly(2026, 12, 1),
            ServiceAct.Advise,
            StepCatalogue.BreakSilence.DueDays,
            new StepDoer(
                ServiceRole.Csm,
                Guid.Parse("0199a000-0000-7000-8000-000000000011"),
                "佐藤 花子",
                IsYours: true,
                "あなたが行います(担当CSM)。"
            ),
            new StepGoal(Guid.Parse("0199a000-0000-7000-8000-0000000000c1"), new DateOnly(2027, 3, 31), "残業をなくす"),
            Kata: null,
            Playbook: null
        );
}

/// <summary>The role charter and who has which role, as the adviser goes by them.</summary>
/// <param name="Charter">In force today.</param>
/// <param name="Held">Who has which role at the account, without those who have left.</param>
/// <param name="Playbooks">Of all phases.</param>
internal sealed record AdviceSetting(
    IReadOnlyList<CharterLine> Charter,
    IReadOnlyList<RoleHeld> Held,
    IReadOnlyList<PlaybookOf> Playbooks
)
{
    /// <summary>Whether the reader does an act: by the roles that they have at the account, or else as the CSM would.</summary>
    public StepDoer Doer(ServiceAct act, Guid? reader)
    {
        var own = Held.Where(held => held.PersonId == reader).Select(held => held.Role).ToList();
        var mine = (own.Count > 0 ? own : [ServiceRole.Csm]).Where(role => May(role, act)).ToList();
        if (mine.Count > 0)
        {
            var name = Held.FirstOrDefault(held => held.Role == mine[0] && (own.Count == 0 || held.PersonId == reader));
            return Say(mine[0], name, isYours: true);
        }

        var able = Charter.Where(line => line.Acts.Contains(act)).Select(line => line.Role).ToList();
        var holder = able.Select(role => Held.FirstOrDefault(held => held.Role == role))
            .FirstOrDefault(held => held is not null);
        return Say(holder?.Role ?? able[0], holder, isYours: false);
    }

    private bool May(ServiceRole role, ServiceAct act) =>
        Charter.Any(line => line.Role == role && line.Acts.Contains(act));

    private static StepDoer Say(ServiceRole role, RoleHeld? holder, bool isYours)
    {
        var (en, ja) = AdviceWording.Of(role);
        var words = (isYours, holder, ProblemAnswers.InJapanese) switch
        {
            (true, _, true) => $"{ja}の役割で行えます。",
            (true, _, false) => $"Yours to do, as {en}.",
            (false, { } who, true) => $"{ja}の{who.PersonName}さんが担います。依頼してください。",
            (false, { } who, false) => $"{who.PersonName} does this, as {en}. Ask them.",
            (false, null, true) => $"{ja}が担いますが、この顧客にはいません。先に割り当ててください。",
            (false, null, false) => $"The {en} does this, and the account has none. Assign one first.",
        };
        return new StepDoer(role, holder?.PersonId, holder?.PersonName, isYours, words);
    }
}

/// <summary>Roles in words.</summary>
internal static class AdviceWording
{
    public static (string En, string Ja) Of(ServiceRole role) =>
        role switch
        {
            ServiceRole.AccountExecutive => ("account executive", "営業担当"),
            ServiceRole.EngagementManager => ("engagement manager", "導入責任者"),
            ServiceRole.Csm => ("CSM", "担当CSM"),
            ServiceRole.TechnicalCs => ("technical CS", "テクニカルCS"),
            ServiceRole.Specialist => ("specialist", "専門担当"),
            ServiceRole.Trainer => ("trainer", "研修担当"),
            _ => ("partner", "パートナー"),
        };
}
