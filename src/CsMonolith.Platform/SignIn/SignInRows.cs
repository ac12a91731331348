namespace CsMonolith.Platform.SignIn;

/// <summary>A one-time link. Only the hash of its code is stored.</summary>
internal sealed class SignInLink
{
    public required string CodeHash { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>A signed-in person. Only the hash of the token is stored.</summary>
internal sealed class Session
{
    public required string TokenHash { get; set; }

    public Guid PersonId { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime ExpiresAt { get; set; }
}

/// <summary>A secret of the installation, such as the key that signs cursors; made at the first start.</summary>
internal sealed class Secret
{
    public required string Name { get; set; }

    public required byte[] Value { get; set; }
}
