namespace CsMonolith.Journey.Handoffs;

/// <summary>Something that has to be ready before the kickoff.</summary>
/// <param name="Question">The code of the question whose answer made it necessary.</param>
/// <param name="ReadyOn">Since when it is ready; <c>null</c> while it is not.</param>
/// <param name="ReadyById">Who said so.</param>
internal sealed record Preparation(
    string Code,
    PreparationKind Kind,
    string En,
    string Ja,
    string Question,
    DateOnly? ReadyOn,
    Guid? ReadyById
);

/// <summary>A handoff as it is shown.</summary>
/// <param name="Source">The sales system.</param>
/// <param name="Seller">Who sold it, as the sales system writes it.</param>
/// <param name="SellerId">The seller among our people; <c>null</c> where they are none of them.</param>
/// <param name="Completeness">The share of the required questions that the customer has answered, 0 to 1.</param>
/// <param name="Threshold">The completeness that a kickoff needs.</param>
/// <param name="Missing">Codes of required questions without an answer.</param>
/// <param name="Preparations">What the answers make necessary before the kickoff.</param>
/// <param name="OpenGaps">Promises of the account that are not there and not settled.</param>
/// <param name="Version">Give it back as If-Match to change the handoff.</param>
internal sealed record HandoffProfile(
    Guid Id,
    Guid AccountId,
    string Source,
    string DealId,
    string Title,
    DateOnly WonOn,
    string? Seller,
    Guid? SellerId,
    string? SourceLink,
    [property: Ratio] double Completeness,
    [property: Ratio] double Threshold,
    IReadOnlyList<string> Missing,
    IReadOnlyList<Preparation> Preparations,
    int OpenGaps,
    DateOnly? AcknowledgedOn,
    Guid? AcknowledgedById,
    Guid? ProjectId,
    long Version
)
{
    public static HandoffProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f2"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "salesforce",
            "0065g00000ABCDE",
            "みなと物流 配車クラウド",
            new DateOnly(2026, 11, 9),
            "森 あかり",
            SellerId: null,
            "https://sfa.example.com/deals/0065g00000ABCDE",
            0.125,
            0.8,
            ["purpose", "problem", "success-criteria", "sponsor", "key-user", "go-live", "current-tool"],
            [
                new Preparation(
                    "accounts-list",
                    PreparationKind.Data,
                    "List of users to create",
                    "登録する利用者の一覧",
                    "users",
                    ReadyOn: null,
                    ReadyById: null
                ),
            ],
            OpenGaps: 1,
            AcknowledgedOn: null,
            AcknowledgedById: null,
            ProjectId: null,
            Version: 1
        );
}
