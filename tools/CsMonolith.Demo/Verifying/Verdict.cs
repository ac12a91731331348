using System.Globalization;
using System.Text;

namespace CsMonolith.Demo.Verifying;

/// <summary>One planted factor, and whether the platform found it.</summary>
/// <param name="ByPattern">A pattern in its phase has the right verdict.</param>
/// <param name="ByImportance">It matters to the champion on rows that it has not seen, for certain.</param>
internal sealed record PlantedFact(string Id, string What, bool ByPattern, bool ByImportance, string Evidence)
{
    public bool Found => ByPattern || ByImportance;
}

/// <summary>One trap, and whether the platform kept out of it.</summary>
internal sealed record SeenTrap(string Id, string What, bool KeptOut, string Evidence);

/// <summary>How the platform did against the truth.</summary>
internal sealed record Verdict(IReadOnlyList<PlantedFact> Facts, IReadOnlyList<SeenTrap> Traps)
{
    private const double Enough = 0.9;

    public double FoundShare => Facts.Count == 0 ? 0 : (double)Facts.Count(fact => fact.Found) / Facts.Count;

    /// <summary>At least nine tenths of the planted factors, and every trap seen.</summary>
    public bool Passed => FoundShare >= Enough && Traps.All(trap => trap.KeptOut);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var fact in Facts)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(fact.Found ? "found " : "MISSED")}  {fact.What}  ({fact.Evidence})"
            );
        }

        foreach (var trap in Traps)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(trap.KeptOut ? "seen  " : "FELL  ")}  {trap.What}  ({trap.Evidence})"
            );
        }

        return text.Append(
                CultureInfo.InvariantCulture,
                $"{Facts.Count(fact => fact.Found)} of {Facts.Count} planted factors found, "
                    + $"{Traps.Count(trap => trap.KeptOut)} of {Traps.Count} traps seen"
            )
            .ToString();
    }
}
