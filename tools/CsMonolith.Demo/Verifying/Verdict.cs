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

/// <summary>A verdict of the platform on something that changes nothing, or that works the other way round.</summary>
/// <param name="Rank">From 1, as leaders see it.</param>
internal sealed record FalseVerdict(int Rank, string What);

/// <summary>Something that was planted in the work at customers, and whether the platform tells exactly that.</summary>
/// <param name="Looked">At how many deals or projects.</param>
/// <param name="Other">Those of which it tells something else, by name.</param>
internal sealed record SeenWork(string Id, string What, int Looked, IReadOnlyList<string> Other)
{
    public bool Found => Looked > 0 && Other.Count == 0;
}

/// <summary>How the platform did against the truth.</summary>
/// <param name="Verdicts">Patterns that it gives a verdict on.</param>
/// <param name="False">Those of them that are not true, by rank.</param>
/// <param name="Work">Handoffs, promises, kickoffs, launches and contacts.</param>
internal sealed record Verdict(
    IReadOnlyList<PlantedFact> Facts,
    IReadOnlyList<SeenTrap> Traps,
    int Verdicts,
    IReadOnlyList<FalseVerdict> False,
    IReadOnlyList<SeenWork> Work
)
{
    private const double Enough = 0.9;

    /// <summary>Leaders act on the first ranks: nothing false may stand there.</summary>
    private const int FirstRanks = 3;

    public double FoundShare => Facts.Count == 0 ? 0 : (double)Facts.Count(fact => fact.Found) / Facts.Count;

    /// <summary>
    /// At least nine tenths of the planted factors, every trap seen, no false verdict in the first three ranks, and the
    /// work at customers as it was.
    /// </summary>
    public bool Passed =>
        FoundShare >= Enough
        && Traps.All(trap => trap.KeptOut)
        && False.All(verdict => verdict.Rank > FirstRanks)
        && Work.All(seen => seen.Found);

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

        foreach (var seen in Work)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{(seen.Found ? "found " : "MISSED")}  {seen.What}  ({seen.Looked} looked at{string.Concat(seen.Other.Select(one => $"; not so: {one}"))})"
            );
        }

        foreach (var verdict in False)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"FALSE   rank {verdict.Rank}: {verdict.What}");
        }

        return text.Append(
                CultureInfo.InvariantCulture,
                $"{Facts.Count(fact => fact.Found)} of {Facts.Count} planted factors found, "
                    + $"{Traps.Count(trap => trap.KeptOut)} of {Traps.Count} traps seen, "
                    + $"{Work.Count(seen => seen.Found)} of {Work.Count} facts of work found, "
                    + $"{False.Count} of {Verdicts} verdicts false"
            )
            .ToString();
    }
}
