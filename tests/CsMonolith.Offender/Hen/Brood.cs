using CsMonolith.Offender.Egg;

namespace CsMonolith.Offender.Hen;

/// <summary>Needs the other folder inside a lambda, and the module's front door.</summary>
internal sealed class Brood
{
    /// <summary>Makes what the other folder holds.</summary>
    public static Func<object> Hatch { get; } = () => new Shell();

    /// <summary>Knows who composes it.</summary>
    public OffenderModule? FrontDoor { get; set; }
}
