namespace CsMonolith.Journey.Plans.Scopes;

/// <param name="Items">What the project does and does not do.</param>
/// <param name="GoalId">The success definition that it serves, as it was in force then.</param>
/// <param name="GoalNumber">The number of that version.</param>
/// <param name="AgreedOn"><c>null</c> while it may be set freely.</param>
/// <param name="AgreedWith">Who at the customer agreed.</param>
/// <param name="Version">Also its ETag; 0 while nothing was set.</param>
internal sealed record ShownScope(
    Guid ProjectId,
    IReadOnlyList<ScopeItem> Items,
    Guid? GoalId,
    int? GoalNumber,
    DateOnly? AgreedOn,
    string? AgreedWith,
    Guid? AgreedById,
    long Version
)
{
    public static ShownScope Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            [
                new ScopeItem("物流部2拠点の配車表を新しい画面で作る", Included: true),
                new ScopeItem("給与計算との連携", Included: false),
            ],
            GoalId: null,
            GoalNumber: null,
            AgreedOn: null,
            AgreedWith: null,
            AgreedById: null,
            Version: 1
        );

    public static ShownScope Of(ProjectScope scope) =>
        new(
            scope.ProjectId,
            scope.Items,
            scope.GoalId,
            scope.GoalNumber,
            scope.AgreedOn,
            scope.AgreedWith,
            scope.AgreedById,
            scope.Version
        );
}
