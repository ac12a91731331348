namespace CsMonolith.Journey.Stakeholders;

/// <summary>Every refusal about the people of customers.</summary>
internal static class StakeholderErrors
{
    /// <summary>Only the owner of an account says how good the relationship is.</summary>
    public static Error OwnerAlone { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.relationship.owner-alone",
            "Only whoever looks after the account that day says how good the relationship is. Ask them "
                + "(GET /v1/accounts/{accountId} names the owner).",
            "関係性は、その日の時点の担当CSMだけが付けられます。担当CSMに依頼してください(GET /v1/accounts/{accountId} で確かめられます)。"
        );
}
