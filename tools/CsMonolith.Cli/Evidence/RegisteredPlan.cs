using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// A pre-registered experiment: hypothesis, metric, design and decision rule, written to a file before the data
/// exist. The file ends with the SHA-256 of what stands before it, so that a later change is noticed.
/// </summary>
/// <param name="Name">Of the experiment; it deals the lots.</param>
/// <param name="Hypothesis">What is claimed, in a sentence.</param>
/// <param name="Label">The metric: the column with the 0/1 outcome.</param>
/// <param name="Share">Share that is held out, in (0, 1).</param>
/// <param name="Base">Share of the outcome without the treatment, as expected.</param>
/// <param name="Difference">Difference worth finding.</param>
/// <param name="Power">Chance to find it.</param>
/// <param name="Level">Two-sided error of the first kind that the decision accepts.</param>
/// <param name="Customers">How many that takes.</param>
/// <param name="From">First day whose outcomes count.</param>
/// <param name="To">Last day; nothing is decided before it is over.</param>
/// <param name="RegisteredAt">UTC.</param>
internal sealed record RegisteredPlan(
    string Name,
    string Hypothesis,
    string Label,
    double Share,
    double Base,
    double Difference,
    double Power,
    double Level,
    int Customers,
    DateOnly From,
    DateOnly To,
    DateTime RegisteredAt
)
{
    private const int MaxBytes = 64 * 1024;
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The file's bytes, ending with the digest of all before it.</summary>
    public byte[] Write() => Written(Convert.ToHexStringLower(SHA256.HashData(Written(digest: null))));

    /// <summary>Reads a plan. A file that was changed after it was registered is refused.</summary>
    public static RegisteredPlan Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw NoPlan(path);
        }

        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        using var json = RunFiles.Json(folder, name);
        var plan = Parsed(json.RootElement) ?? throw NoPlan(path);
        return RunFiles.Bytes(folder, name).AsSpan().SequenceEqual(plan.Write())
            ? plan
            : throw new CliException(
                ExitCode.Model,
                new(
                    $"'{path}' was changed after it was registered on {plan.RegisteredAt:yyyy-MM-dd}: judge by "
                        + $"the file as it was, or register a new plan before new data.",
                    $"「{path}」は登録({plan.RegisteredAt:yyyy-MM-dd})の後に変更されています。登録時のファイルで判定するか、新しいデータの前に計画を登録し直してください。"
                )
            );
    }

    private static RegisteredPlan? Parsed(JsonElement json)
    {
        return
            json.TextOf("experiment") is { } name
            && json.TextOf("hypothesis") is { } hypothesis
            && json.TextOf("label") is { } label
            && Share("heldOutShare") is { } share
            && Share("base") is { } rate
            && Number("difference") is { } difference
            && Share("power") is { } power
            && Share("level") is { } level
            && Number("customers") is { } customers and >= 2 and <= int.MaxValue
            && Day("from") is { } from
            && Day("to") is { } to
            && DateTime.TryParse(
                json.TextOf("registeredAt"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind,
                out var at
            )
            ? new RegisteredPlan(
                name,
                hypothesis,
                label,
                share,
                rate,
                difference,
                power,
                level,
                (int)customers,
                from,
                to,
                at
            )
            : null;

        double? Number(string property) =>
            json.TryGetProperty(property, out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number)
                ? number
                : null;
        double? Share(string property) => Number(property) is { } share and > 0 and < 1 ? share : null;
        DateOnly? Day(string property) =>
            DateOnly.TryParseExact(
                json.TextOf(property),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null;
    }

    private byte[] Written(string? digest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("experiment", Name);
            json.WriteString("hypothesis", Hypothesis);
            json.WriteString("label", Label);
            json.WriteNumber("heldOutShare", Share);
            json.WriteNumber("base", Base);
            json.WriteNumber("difference", Difference);
            json.WriteNumber("power", Power);
            json.WriteNumber("level", Level);
            json.WriteNumber("customers", Customers);
            json.WriteString("from", From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("to", To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString(
                "decision",
                "By what was assigned, once, after the last day: raises or lowers if p <= level (adjusted for "
                    + "what was known before the lots, else Fisher's exact test); cannot tell otherwise, or if the "
                    + "lots were not followed."
            );
            json.WriteString("registeredAt", RegisteredAt);
            if (digest is not null)
            {
                json.WriteString("sha256", digest);
            }

            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static CliException NoPlan(string path) =>
        new(
            ExitCode.Model,
            new(
                $"'{path}' is no plan of churn holdout plan.",
                $"「{path}」は churn holdout plan で登録した計画ではありません。"
            )
        );
}
