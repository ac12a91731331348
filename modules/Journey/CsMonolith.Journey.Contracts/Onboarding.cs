using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>From which day on the time to value is counted; a policy.</summary>
public enum ValueStart
{
    /// <summary>The day on which the relation began.</summary>
    Contract,

    /// <summary>The day of the kickoff.</summary>
    Kickoff,

    /// <summary>The day of the launch.</summary>
    GoLive,
}

/// <summary>Asks from which day on time to value is counted here.</summary>
public sealed record ValueStartPolicy : IQuestion<ValueStart>;

/// <summary>Which version of a programme a customer is onboarded by.</summary>
/// <param name="EnrolledOn">From this day on.</param>
/// <param name="MasteredOn">The day by which key users had shown every basic operation of it; <c>null</c> before.</param>
public sealed record EnrolmentOf(Guid ProgrammeId, int Number, DateOnly EnrolledOn, DateOnly? MasteredOn);

/// <summary>A launch that took place.</summary>
/// <param name="Waived">How many conditions were missing and had been waived; 0 where every gate had passed.</param>
public sealed record LaunchOf(DateOnly On, int Waived);

/// <summary>How far a customer's onboarding had come by the end of a day.</summary>
/// <param name="ContractOn">When the relation began.</param>
/// <param name="KickoffOn">The day of the first kickoff.</param>
/// <param name="SetUpOn">The product was set up.</param>
/// <param name="AtHomeOn">The first part of the customer was at home in the product.</param>
/// <param name="FirstValueOn">The first part of the customer had its first value.</param>
/// <param name="DailyWorkSteps">How many of the four steps to change daily work were evidenced, 0 to 4.</param>
/// <param name="Programme">The version enrolled in; <c>null</c> without one.</param>
/// <param name="Launch">The first launch; <c>null</c> before it.</param>
public sealed record OnboardingAsOf(
    Guid AccountId,
    DateOnly? ContractOn,
    DateOnly? KickoffOn,
    DateOnly? SetUpOn,
    DateOnly? AtHomeOn,
    DateOnly? FirstValueOn,
    int DailyWorkSteps,
    EnrolmentOf? Programme,
    LaunchOf? Launch
)
{
    /// <summary>The day from which time to value counts; <c>null</c> where that has not come.</summary>
    public DateOnly? StartOn(ValueStart start) =>
        start switch
        {
            ValueStart.Contract => ContractOn,
            ValueStart.Kickoff => KickoffOn,
            _ => Launch?.On,
        };
}

/// <summary>
/// Asks how far accounts' onboarding had come by the end of a day, from what had happened and was recorded by then. A
/// kickoff's day is known from the day itself. Every account that had begun by then is there. One query for each kind of
/// fact, whatever the number of accounts.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record OnboardingsAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<OnboardingAsOf>>;

/// <summary>A version of an onboarding programme.</summary>
/// <param name="Code">The programme's.</param>
/// <param name="From">In force for new enrolments from this day.</param>
public sealed record OnboardingVersionOf(Guid ProgrammeId, string Code, int Number, string Name, DateOnly From);

/// <summary>Asks for every version of every onboarding programme, by code and number.</summary>
public sealed record OnboardingVersions : IQuestion<IReadOnlyList<OnboardingVersionOf>>;

/// <summary>An account entered a phase.</summary>
public sealed record PhaseEntered(Guid AccountId, string Phase, DateOnly On);

/// <summary>
/// Asks which phases accounts had entered by the end of a day, as recorded by then, by account and day; one entry for a
/// day.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
public sealed record PhasesEnteredBy(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf)
    : IQuestion<IReadOnlyList<PhaseEntered>>;

/// <summary>What a launch of an account waits for.</summary>
/// <param name="KickoffOn">The kickoff of the project that is to be launched.</param>
/// <param name="Missing">Conditions of the three gates without evidence.</param>
/// <param name="FirstEn">The first of them, in words; empty where none is missing. Likewise in Japanese.</param>
public sealed record LaunchGap(Guid AccountId, DateOnly KickoffOn, int Missing, string FirstEn, string FirstJa);

/// <summary>
/// Asks what the launches of accounts wait for on a day: accounts with an open success project whose kickoff has taken
/// place and that is not launched. By all that is known now.
/// </summary>
/// <param name="Accounts">Which; <c>null</c> for all.</param>
public sealed record LaunchGapsOn(IReadOnlyCollection<Guid>? Accounts, DateOnly Day)
    : IQuestion<IReadOnlyList<LaunchGap>>;
