namespace CsMonolith.Demo.Company;

/// <summary>
/// What is true of the work at the customers who bought lately, whatever the seed: deal by deal, in the order of their
/// numbers, or project by project, in the order in which they were opened.
/// </summary>
internal static class PlantedWork
{
    /// <summary>Required questions of the hearing.</summary>
    public const int Questions = 8;

    /// <summary>Days from the sale within which a kickoff is in time.</summary>
    public const int KickoffDays = 14;

    /// <summary>With every so many-th project nobody keeps the weekly contact.</summary>
    public const int MissedEvery = 3;

    /// <summary>The customer's department with which the weekly contact is.</summary>
    public const string Department = "業務改革部";

    private const int ReadyEvery = 4;

    /// <summary>How far a deal is: 0 waits, 1 was taken over and lacks something, 2 has its kickoff.</summary>
    public static int StateOf(int deal) => deal % 3;

    /// <summary>Required questions that were answered: all of them only where there was a kickoff.</summary>
    public static int Answered(int deal) =>
        StateOf(deal) switch
        {
            0 => 3,
            1 => 5,
            _ => Questions,
        };

    /// <summary>Whether the deal carries a promise that the product does not keep.</summary>
    public static bool HasGap(int deal) => deal % 2 == 0;

    /// <summary>Of the deals with a kickoff every third had it late.</summary>
    public static bool KickedOffInTime(int deal) => deal / 3 % 3 != 2;

    /// <summary>Gates of the launch that have all their evidence, in their order; the third is that of the users.</summary>
    public static int GatesPassed(int project) =>
        (project % ReadyEvery) switch
        {
            0 => 3,
            1 => 2,
            var rest => rest % 2,
        };

    /// <summary>Whether the weekly contact is kept.</summary>
    public static bool KeepsContact(int project) => project % MissedEvery != 0;
}
