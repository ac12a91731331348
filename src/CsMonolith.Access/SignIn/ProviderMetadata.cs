using CsMonolith.Kernel;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// What the identity provider says of itself, and whether one may rely on it. A provider whose issuer has a place for a
/// tenant (<c>https://login.example/{tenantid}</c>) is refused: anybody may open a tenant there and write in it which
/// address is whose.
/// </summary>
internal sealed class ProviderMetadata(IOptionsMonitor<JwtBearerOptions> bearer) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Why nobody can sign in through the provider now, or <c>null</c>.</summary>
    public async Task<Error?> Refusal(CancellationToken cancellation)
    {
        try
        {
            var found = await bearer
                .Get(OidcTokens.SchemeName)
                .ConfigurationManager!.GetConfigurationAsync(cancellation);
            return found.Issuer?.Contains('{', StringComparison.Ordinal) == true
                ? AccessErrors.ProviderOfManyTenants(found.Issuer)
                : null;
        }
        catch (InvalidOperationException)
        {
            return AccessErrors.ProviderAway;
        }
    }

    /// <summary>Asks once at the start. A provider that is away then is asked again when somebody signs in.</summary>
    /// <exception cref="InvalidOperationException">The provider is one of many tenants.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var asked = Refusal(CancellationToken.None);
        await Task.WhenAny(asked, Task.Delay(Patience, cancellationToken));
        if (asked.IsCompleted && await asked is { } refusal && refusal != AccessErrors.ProviderAway)
        {
            throw new InvalidOperationException(refusal.En);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
