namespace CsMonolith.Access.ApiKeys;

/// <summary>A key as administrators see it: never with a secret.</summary>
/// <param name="Scopes">The resources that it may use.</param>
/// <param name="ExpiresAt">When its newest secret expires.</param>
/// <param name="Secrets">Newest first; two are good while a rotation overlaps.</param>
internal sealed record ShownApiKey(
    Guid Id,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTime CreatedAt,
    Guid? CreatedBy,
    DateTime ExpiresAt,
    DateTime? RevokedAt,
    IReadOnlyList<ShownSecret> Secrets
)
{
    public static ShownApiKey Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
            "CRM sync",
            ["accounts", "contacts"],
            new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2027, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            null,
            [
                new ShownSecret(
                    "k7m2x9qa",
                    new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
                    new DateTime(2027, 11, 21, 9, 0, 0, DateTimeKind.Utc),
                    null
                ),
            ]
        );

    public static ShownApiKey Of(ApiKey key) =>
        new(
            key.Id,
            key.Name,
            key.Scopes,
            key.CreatedAt,
            key.CreatedBy,
            key.ExpiresAt,
            key.RevokedAt,
            [
                .. key
                    .Secrets.OrderByDescending(secret => secret.CreatedAt)
                    .Select(secret => new ShownSecret(
                        secret.Prefix,
                        secret.CreatedAt,
                        secret.ExpiresAt,
                        secret.LastUsedAt
                    )),
            ]
        );
}

/// <param name="Prefix">The eight characters after <c>csm_</c>.</param>
/// <param name="LastUsedAt">To the minute.</param>
internal sealed record ShownSecret(string Prefix, DateTime CreatedAt, DateTime ExpiresAt, DateTime? LastUsedAt);

/// <param name="Key">Send it as <c>Authorization: Bearer …</c>; it is shown this once.</param>
internal sealed record IssuedApiKey(string Key, ShownApiKey Details);
