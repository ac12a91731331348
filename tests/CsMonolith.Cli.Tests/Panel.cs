using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CsMonolith.Cli.Tests;

/// <summary>
/// Customers month by month, as a host tells them: who uses little leaves. Also the host itself, with one registered
/// model.
/// </summary>
internal static class Panel
{
    public const int Customers = 160;

    /// <param name="from">First month.</param>
    /// <param name="months">Months.</param>
    /// <param name="seed">Of everything.</param>
    /// <param name="labelled">Months that have a label, from the first on; 0 leaves the column out.</param>
    /// <param name="raised">Month, counted from 0, from which the price has doubled.</param>
    /// <param name="only">Months that are told, counted from 0.</param>
    public static string Csv(
        DateOnly from,
        int months,
        int seed,
        int? labelled = null,
        int raised = int.MaxValue,
        Func<int, bool>? only = null
    )
    {
        var (random, text) = (new Random(seed), new StringBuilder());
        text.Append(
            labelled == 0 ? "account,snapshot_month,plan,mrr,use\n" : "account,snapshot_month,plan,mrr,use,label\n"
        );
        var prices = Enumerable.Range(0, Customers).Select(_ => 100 + random.Next(900)).ToArray();
        for (var month = 0; month < months; month++)
        {
            for (var customer = 0; customer < Customers; customer++)
            {
                var (use, price) = (random.Next(60), prices[customer] * (month >= raised ? 2 : 1));
                var left = random.NextDouble() < 1 / (1 + Math.Exp(0.09 * use - 1.5));
                if (only?.Invoke(month) ?? (labelled is null or 0 || month < labelled))
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{customer:x4}c,{from.AddMonths(month):yyyy-MM},{"abc"[customer % 3]},{price},"
                            + $"{use}{(labelled == 0 ? "" : left ? ",1" : ",0")}\n"
                    );
                }
            }
        }

        return text.ToString();
    }

    /// <summary>What a host answers that has registered that model as champion.</summary>
    public static Dictionary<string, StubAnswer> Host(
        byte[] artefact,
        string? trainedFrom,
        string? trainedTo,
        string? labelled = null,
        string? scoring = null
    )
    {
        var (sha256, from, to) = (
            Convert.ToHexStringLower(SHA256.HashData(artefact)),
            trainedFrom is null ? "null" : $"\"{trainedFrom}\"",
            trainedTo is null ? "null" : $"\"{trainedTo}\""
        );
        var model = StubAnswer.Json(
            $$"""{"version":"2025-05-01-1","alias":"champion","outcome":"churned","horizonDays":90,"policy":"recordedEvent","trainedFrom":{{from}},"trainedTo":{{to}},"artefactSha256":"{{sha256}}"}"""
        );
        return new(StringComparer.Ordinal)
        {
            ["/v1/models/champion"] = model,
            ["/v1/models/2025-05-01-1"] = model,
            ["/v1/models/2025-05-01-1/artefact"] = new(200, "application/json", artefact),
            ["/v1/training-extracts"] = Rows(labelled),
            ["/v1/scoring-extracts"] = Rows(scoring),
        };
    }

    private static StubAnswer Rows(string? csv) =>
        new(
            200,
            "text/csv",
            Encoding.UTF8.GetBytes(csv ?? "account,snapshot_month\n"),
            ("X-Rows", $"{(csv ?? "\n").Count(letter => letter == '\n') - 1}")
        );
}
