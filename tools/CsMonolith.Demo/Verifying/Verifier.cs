using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Verifying;

/// <summary>Holds what the platform says against what is true of the fictional company.</summary>
internal static class Verifier
{
    public static async Task<Verdict> Verify(HostApi host, CancellationToken cancellation)
    {
        var factors = await host.Get("/v1/factors", cancellation);
        var patterns = await All(host, "/v1/patterns?filter[origin][eq]=mined", cancellation);
        return Judge(Factors(factors), patterns) with { Work = await new WorkVerifier(host).Verify(cancellation) };
    }

    /// <summary>Judges answers; apart from the calls so that it can be tried without a host.</summary>
    internal static Verdict Judge(IReadOnlyList<SeenFactor> factors, IReadOnlyList<SeenPattern> patterns) =>
        new(
            [.. Truth.Factors.Select(planted => Seen(planted, factors, patterns))],
            [.. Truth.Traps.Select(trap => Avoided(trap, factors, patterns))],
            patterns.Count(IsTold),
            [
                .. patterns
                    .Where(pattern => IsTold(pattern) && !IsTrue(pattern))
                    .OrderBy(pattern => pattern.Rank)
                    .Select(pattern => new FalseVerdict(
                        pattern.Rank,
                        $"{pattern.Words} {pattern.Verdict} ({pattern.Phase})"
                    )),
            ],
            Work: []
        );

    private static bool IsTold(SeenPattern pattern) => pattern.Verdict != "cannotTell";

    private static bool IsTrue(SeenPattern pattern) =>
        Truth.Factors.Any(planted =>
            planted.Phase == pattern.Phase
            && Shows(planted, pattern.Feature)
            && pattern.Verdict == VerdictWhenMore(planted, pattern.Feature)
        );

    // A planted factor is found by a verdict in its phase, or by an importance that is above zero for certain.
    private static PlantedFact Seen(
        PlantedFactor planted,
        IReadOnlyList<SeenFactor> factors,
        IReadOnlyList<SeenPattern> patterns
    )
    {
        var pattern = patterns.FirstOrDefault(one =>
            one.Phase == planted.Phase
            && Shows(planted, one.Feature)
            && one.Verdict == VerdictWhenMore(planted, one.Feature)
        );
        var factor = factors.Where(one => Shows(planted, one.Name)).MaxBy(one => one.Low);
        return new PlantedFact(
            planted.Id,
            planted.En,
            pattern is not null,
            factor is { Low: > 0 },
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(pattern is null ? "no verdict in its phase" : pattern.Words)}; "
                    + $"{(factor is null ? "no factor" : $"importance {factor.Importance:0.0000} from {factor.Low:0.0000}")}"
            )
        );
    }

    private static SeenTrap Avoided(
        PlantedTrap trap,
        IReadOnlyList<SeenFactor> factors,
        IReadOnlyList<SeenPattern> patterns
    )
    {
        var fallen = patterns.FirstOrDefault(pattern =>
            pattern.Feature == trap.Feature && IsTold(pattern) && (trap.Phase is null || pattern.Phase == trap.Phase)
        );
        var strongest = factors.MaxBy(factor => factor.Importance);
        var leads = trap.Id == "leak" && strongest?.Name == trap.Feature;
        return new SeenTrap(
            trap.Id,
            trap.En,
            fallen is null && !leads,
            fallen is not null ? fallen.Words
                : leads ? "it leads the factors"
                : "no verdict rests on it"
        );
    }

    // Verdicts are about staying, of customers who have at least so much; the days since a contact run the other way.
    private static string VerdictWhenMore(PlantedFactor planted, string feature) =>
        planted.HighIsGood == (feature != "days_since_contact") ? "raises" : "lowers";

    private static bool Shows(PlantedFactor planted, string feature) =>
        feature == planted.Feature || planted.AlsoShownBy.Contains(feature);

    private static List<SeenFactor> Factors(JsonNode report) =>
        report["models"]!.AsArray() is [{ } champion, ..]
            ?
            [
                .. champion["factors"]!
                    .AsArray()
                    .Select(one => new SeenFactor(
                        (string)one!["name"]!,
                        (double)one["importance"]!,
                        (double)one["low"]!
                    )),
            ]
            : [];

    private static async Task<IReadOnlyList<SeenPattern>> All(HostApi host, string path, CancellationToken cancellation)
    {
        var patterns = new List<SeenPattern>();
        string? cursor = null;
        do
        {
            var page = await host.Get(
                $"{path}&limit=200" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"),
                cancellation
            );
            patterns.AddRange(
                page["items"]!
                    .AsArray()
                    .Select(one => new SeenPattern(
                        (int)one!["rank"]!,
                        (string?)one["phase"],
                        (string)one["feature"]!,
                        (string)one["verdict"]!,
                        (string)one["words"]!
                    ))
            );
            cursor = (string?)page["nextCursor"];
        } while (cursor is not null);

        return patterns;
    }
}

/// <summary>A factor of the champion, as the platform lists it.</summary>
internal sealed record SeenFactor(string Name, double Importance, double Low);

/// <summary>A pattern, as the platform lists it: a feature at or above a cut, in a phase.</summary>
internal sealed record SeenPattern(int Rank, string? Phase, string Feature, string Verdict, string Words);
