namespace CsMonolith.Health.Reviews;

/// <summary>Writes the specification of a pack from facts: the cover and the parts that were asked for.</summary>
internal static class PackComposer
{
    public static PackDocument Write(PackFacts facts, PackLanguage language, IReadOnlyCollection<PackPart> parts)
    {
        var words = new PackWords(language);
        var customer = PackText.Of(facts.Customer).Text;
        return new PackDocument(
            language,
            words.Word("ビジネスレビュー", "Business review"),
            new PackText(words.Japanese ? $"{customer} 御中" : customer),
            new PackText($"{words.Date(facts.From)} – {words.Date(facts.To)}"),
            words.Word($"{words.Date(facts.AsOf)}時点のデータ", $"Data as of {words.Date(facts.AsOf)}"),
            facts.Owner is { } owner
                ? words.Word($"担当: {PackText.Of(owner).Text}", $"Your contact: {PackText.Of(owner).Text}")
                : PackText.Empty,
            [.. Enum.GetValues<PackPart>().Where(parts.Contains).Select(part => Section(part, facts, words))]
        );
    }

    private static PackSection Section(PackPart part, PackFacts facts, PackWords words) =>
        part switch
        {
            PackPart.Goals => PackOutcomes.Goals(facts, words),
            PackPart.Value => PackOutcomes.Value(facts, words),
            PackPart.Usage => PackOutcomes.Usage(facts, words),
            PackPart.Onboarding => PackOutcomes.Onboarding(facts, words),
            PackPart.Reviews => PackPlans.Reviews(facts, words),
            PackPart.Actions => PackPlans.Actions(facts, words),
            PackPart.Contracts => PackPlans.Contracts(facts, words),
            _ => PackPlans.NextSteps(facts, words),
        };
}
