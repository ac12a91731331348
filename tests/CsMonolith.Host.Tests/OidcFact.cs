using CsMonolith.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>A test with a real identity provider. It is skipped, and says so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OidcFactAttribute : FactAttribute
{
    public OidcFactAttribute() => Skip = OidcProvider.Missing;
}

/// <summary>A host that trusts a real identity provider, shared by the tests of a class.</summary>
public sealed class TrustingHost : IAsyncLifetime
{
    public const string Audience = "https://csmonolith.example.jp";

    /// <summary>The provider.</summary>
    public OidcProvider Provider { get; } = new();

    /// <summary>Another one, whom the host does not trust although it signs with the same key.</summary>
    public OidcProvider Other { get; } = new();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (OidcProvider.Missing is null)
        {
            await Task.WhenAll(Provider.Start(), Other.Start());
        }
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Provider.DisposeAsync();
        await Other.DisposeAsync();
    }
}
