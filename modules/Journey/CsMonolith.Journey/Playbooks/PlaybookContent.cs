using System.Text.RegularExpressions;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Where a step comes from.</summary>
internal enum StepSourceKind
{
    Own,
    Customer,
    Article,
    Book,
    Kata,
}

/// <param name="What">Author and title, or which customer; only a step of our own may go without.</param>
internal sealed record StepSource(StepSourceKind Kind, string? What = null);

/// <summary>Something that one takes along to a step.</summary>
/// <param name="Link">Where it is, as an http or https address.</param>
internal sealed record StepMaterial(string Title, string? Link = null);

/// <summary>A step of a playbook; a run turns it into a task.</summary>
/// <param name="Key">Stable within its variant: lower case letters, digits and hyphens.</param>
/// <param name="Side">Who does it: ours, theirs (the customer), partner.</param>
/// <param name="DueDays">Days from the start to its due day, 0 to 365.</param>
/// <param name="Say">What to say.</param>
/// <param name="Question">Whether it is a coaching question: the customer finds the answer.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Role">Which role of ours does it, or of the partner's; a step of the customer's has none.</param>
internal sealed record PlaybookStep(
    string Key,
    string Title,
    TaskSide Side,
    int DueDays,
    string? Say,
    bool Question,
    IReadOnlyList<StepMaterial> Materials,
    StepSource Source,
    Role? Role = null
);

/// <summary>
/// A way to the playbook's outcome. Where region, language or decision style are given, it is for customers of whom they
/// hold; the first variant is for everybody else.
/// </summary>
/// <param name="Code">Stable; runs hold it.</param>
internal sealed record PlaybookVariant(
    string Code,
    string Title,
    string? Region,
    string? Language,
    string? DecisionStyle,
    IReadOnlyList<PlaybookStep> Steps
)
{
    /// <summary>How many of its conditions there are; <c>null</c> where one does not hold.</summary>
    public int? Fits(string? region, string? language, string? decisionStyle)
    {
        (string? Wanted, string? Is)[] conditions =
        [
            (Region, region),
            (Language, language),
            (DecisionStyle, decisionStyle),
        ];
        var asked = conditions.Where(one => one.Wanted is not null).ToList();
        return asked.All(one => string.Equals(one.Wanted, one.Is, StringComparison.OrdinalIgnoreCase))
            ? asked.Count
            : null;
    }
}

/// <summary>What a version of a playbook says.</summary>
/// <param name="Phase">Code of the phase that it is the standard of.</param>
/// <param name="Outcome">What is reached at its end, the same for every variant.</param>
/// <param name="HoldoutShare">
/// Share of the customers who are kept without it, so that its effect can be told; 0 to 0.5.
/// </param>
/// <param name="Variants">The first is for everybody for whom no other holds.</param>
internal sealed record PlaybookContent(
    string Title,
    string Phase,
    string Outcome,
    [property: Ratio] double HoldoutShare,
    IReadOnlyList<PlaybookVariant> Variants
)
{
    public static PlaybookContent Example { get; } =
        new(
            "導入から最初の成果まで",
            "introduction",
            "契約から90日以内に、合意した成果指標の最初の改善が数字で確かめられている",
            HoldoutShare: 0,
            [
                new PlaybookVariant(
                    "standard",
                    "標準",
                    Region: null,
                    Language: null,
                    DecisionStyle: null,
                    [
                        new PlaybookStep(
                            "agree-on-success",
                            "成功の定義を一緒に決める",
                            TaskSide.Ours,
                            DueDays: 7,
                            "1年後に「入れてよかった」と言えるのは、何がどうなったときでしょうか。",
                            Question: true,
                            [new StepMaterial("成功の定義シート")],
                            new StepSource(StepSourceKind.Own)
                        ),
                        new PlaybookStep(
                            "name-users",
                            "最初に使う人を決める",
                            TaskSide.Theirs,
                            DueDays: 14,
                            Say: null,
                            Question: false,
                            [],
                            new StepSource(StepSourceKind.Own)
                        ),
                    ]
                ),
            ]
        );

    /// <summary>The variant with the most conditions that all hold; of equals the first.</summary>
    public PlaybookVariant For(string? region, string? language, string? decisionStyle) =>
        Variants
            .Select(one => (Variant: one, Fit: one.Fits(region, language, decisionStyle)))
            .Where(one => one.Fit is not null)
            .MaxBy(one => one.Fit)
            .Variant
        ?? Variants[0];
}

internal sealed partial class PlaybookContentValidator : AbstractValidator<PlaybookContent>
{
    public const int MostVariants = 10;
    public const int MostSteps = 50;

    public PlaybookContentValidator()
    {
        RuleFor(one => one.Title).NotEmpty().MaximumLength(200);
        RuleFor(one => one.Phase).NotEmpty().MaximumLength(40);
        RuleFor(one => one.Outcome).NotEmpty().MaximumLength(1000);
        RuleFor(one => one.HoldoutShare).InclusiveBetween(0, 0.5);
        RuleFor(one => one.Variants.Count).InclusiveBetween(1, MostVariants);
        RuleForEach(one => one.Variants).SetValidator(new VariantValidator());
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    public static partial Regex Code { get; }

    private sealed class VariantValidator : AbstractValidator<PlaybookVariant>
    {
        public VariantValidator()
        {
            RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(PlaybookContentValidator.Code);
            RuleFor(one => one.Title).NotEmpty().MaximumLength(200);
            RuleFor(one => one.Region).MaximumLength(100);
            RuleFor(one => one.Language).MaximumLength(10);
            RuleFor(one => one.DecisionStyle).MaximumLength(200);
            RuleFor(one => one.Steps.Count).InclusiveBetween(1, MostSteps);
            RuleForEach(one => one.Steps).SetValidator(new StepValidator());
        }
    }

    private sealed class StepValidator : AbstractValidator<PlaybookStep>
    {
        public StepValidator()
        {
            RuleFor(one => one.Key).NotEmpty().MaximumLength(40).Matches(PlaybookContentValidator.Code);
            RuleFor(one => one.Title).NotEmpty().MaximumLength(200);
            RuleFor(one => one.DueDays).InclusiveBetween(0, 365);
            RuleFor(one => one.Say).MaximumLength(2000);
            RuleFor(one => one.Materials.Count).LessThanOrEqualTo(5);
            RuleForEach(one => one.Materials)
                .ChildRules(material =>
                {
                    material.RuleFor(one => one.Title).NotEmpty().MaximumLength(200);
                    material.RuleFor(one => one.Link).MaximumLength(500).IsWebAddress();
                });
            RuleFor(one => one.Role).IsInEnum();
            RuleFor(one => one.Role)
                .Null()
                .When(one => one.Side == TaskSide.Theirs)
                .WithMessage(_ =>
                    ProblemAnswers.InJapanese
                        ? "お客様の手順に自社の役割(role)は指定できません。"
                        : "A step of the customer's has no role of ours; leave role out."
                );
            RuleFor(one => one.Source.What).MaximumLength(300);
            RuleFor(one => one.Source.What).NotEmpty().When(one => one.Source.Kind != StepSourceKind.Own);
        }
    }
}

/// <summary>A rule that several requests share.</summary>
internal static class PlaybookLanguages
{
    /// <summary>Whether it is a language in which playbooks are written.</summary>
    public static IRuleBuilderOptions<T, string> IsLanguageOfPlaybooks<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(language => language is "ja" or "en")
            .WithMessage(_ => ProblemAnswers.InJapanese ? "ja か en を指定してください。" : "Give ja or en.");
}
