namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>What Health refuses about outcomes.</summary>
internal static class OutcomeErrors
{
    public static Error NoSuchOutcome(string outcome) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/outcome",
                $"There is no outcome '{outcome}'. Take one of "
                    + $"{string.Join(", ", OutcomeCatalogue.All.Select(kind => kind.Code))}; GET /v1/outcomes defines "
                    + "them.",
                $"「{outcome}」という成果はありません。{string.Join("、", OutcomeCatalogue.All.Select(kind => kind.Code))} "
                    + "のいずれかを指定してください。定義は GET /v1/outcomes にあります。"
            )
        );
}
