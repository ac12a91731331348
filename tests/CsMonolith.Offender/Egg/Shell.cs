using CsMonolith.Offender.Hen;

namespace CsMonolith.Offender.Egg;

/// <summary>Needs the other folder as an argument of a generic type.</summary>
internal sealed class Shell
{
    /// <summary>Where it comes from.</summary>
    public List<Brood> Layers { get; } = [];
}
