using CsMonolith.Journey.Tasks;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CsMonolith.Journey.Playbooks;

/// <summary>A playbook as one readable file.</summary>
internal sealed record PlaybookDocument(string Code, string Language, PlaybookContent Content);

/// <summary>
/// Reads and writes playbooks as YAML 1.2: one document with code, language, title, phase, outcome, holdoutShare and
/// variants, in the words of the API. What is written and read again is the same.
/// </summary>
internal static class PlaybookFile
{
    /// <summary>As long as any text that the API takes.</summary>
    public const int LongestText = 100_000;

    private static readonly IDeserializer Reader = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .WithDuplicateKeyChecking()
        .Build();

    private static readonly ISerializer Writer = new SerializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithIndentedSequences()
        .DisableAliases()
        .Build();

    /// <summary>Reads a file; what cannot be read is refused by its line.</summary>
    public static Result<PlaybookDocument> Read(string text)
    {
        try
        {
            return Reader.Deserialize<Sheet?>(text) is { } sheet
                ? sheet.ToDocument()
                : PlaybookErrors.NotReadable(1, "It is empty.");
        }
        catch (YamlException fault)
        {
            var why = fault.InnerException?.Message ?? fault.Message;
            return PlaybookErrors.NotReadable(fault.Start.Line, why.TrimEnd('.') + ".");
        }
    }

    public static string Write(PlaybookDocument document) => Writer.Serialize(Sheet.Of(document));

    // The library fills properties by their names, so these are as the file has them.
    private sealed class Sheet
    {
        public required string Code { get; set; }

        public required string Language { get; set; }

        public required string Title { get; set; }

        public required string Phase { get; set; }

        public required string Outcome { get; set; }

        public double HoldoutShare { get; set; }

        public required List<VariantSheet> Variants { get; set; }

        public static Sheet Of(PlaybookDocument document) =>
            new()
            {
                Code = document.Code,
                Language = document.Language,
                Title = document.Content.Title,
                Phase = document.Content.Phase,
                Outcome = document.Content.Outcome,
                HoldoutShare = document.Content.HoldoutShare,
                Variants = [.. document.Content.Variants.Select(VariantSheet.Of)],
            };

        public PlaybookDocument ToDocument() =>
            new(
                Code,
                Language,
                new PlaybookContent(
                    Title,
                    Phase,
                    Outcome,
                    HoldoutShare,
                    [.. Variants.Select(variant => variant.ToVariant())]
                )
            );
    }

    private sealed class VariantSheet
    {
        public required string Code { get; set; }

        public required string Title { get; set; }

        public string? Region { get; set; }

        public string? Language { get; set; }

        public string? DecisionStyle { get; set; }

        public required List<StepSheet> Steps { get; set; }

        public static VariantSheet Of(PlaybookVariant variant) =>
            new()
            {
                Code = variant.Code,
                Title = variant.Title,
                Region = variant.Region,
                Language = variant.Language,
                DecisionStyle = variant.DecisionStyle,
                Steps = [.. variant.Steps.Select(StepSheet.Of)],
            };

        public PlaybookVariant ToVariant() =>
            new(Code, Title, Region, Language, DecisionStyle, [.. Steps.Select(step => step.ToStep())]);
    }

    private sealed class StepSheet
    {
        public required string Key { get; set; }

        public required string Title { get; set; }

        public required TaskSide Side { get; set; }

        public int DueDays { get; set; }

        [YamlMember(ScalarStyle = ScalarStyle.Literal)]
        public string? Say { get; set; }

        public bool Question { get; set; }

        public List<MaterialSheet> Materials { get; set; } = [];

        public SourceSheet? Source { get; set; }

        public Role? Role { get; set; }

        public static StepSheet Of(PlaybookStep step) =>
            new()
            {
                Key = step.Key,
                Title = step.Title,
                Side = step.Side,
                DueDays = step.DueDays,
                Say = step.Say,
                Question = step.Question,
                Materials = [.. step.Materials.Select(one => new MaterialSheet { Title = one.Title, Link = one.Link })],
                Source = new SourceSheet { Kind = step.Source.Kind, What = step.Source.What },
                Role = step.Role,
            };

        public PlaybookStep ToStep() =>
            new(
                Key,
                Title,
                Side,
                DueDays,
                string.IsNullOrWhiteSpace(Say) ? null : Say.TrimEnd(),
                Question,
                [.. Materials.Select(one => new StepMaterial(one.Title, one.Link))],
                new StepSource(Source?.Kind ?? StepSourceKind.Own, Source?.What),
                Role
            );
    }

    private sealed class MaterialSheet
    {
        public required string Title { get; set; }

        public string? Link { get; set; }
    }

    private sealed class SourceSheet
    {
        public StepSourceKind Kind { get; set; }

        public string? What { get; set; }
    }
}
