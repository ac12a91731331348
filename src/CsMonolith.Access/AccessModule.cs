using System.Text.Json;
using CsMonolith.Access.ApiKeys;
using CsMonolith.Access.AuditTrail;
using CsMonolith.Access.Authentication;
using CsMonolith.Access.Permissions;
using CsMonolith.Access.SavedViews;
using CsMonolith.Access.SignIn;
using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Search;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access;

/// <summary>
/// Who comes in, by session, token or key, who may do what, and the trail of who did. See README.md beside this file.
/// </summary>
public sealed class AccessModule : IModule
{
    /// <inheritdoc />
    public string Name => AccessDb.Schema;

    /// <summary>Makes every 401 say how to sign in. Goes before <see cref="PlatformServices.UsePlatform"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// The identity provider would be spoken to in the open, in production or where it is not allowed by name.
    /// </exception>
    public static void UseAccess(IApplicationBuilder app) => app.UseChallenges();

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<AccessDb, SqliteAccessDb, PostgresAccessDb>(configuration, Name);
        services.AddSlices(typeof(AccessModule).Assembly);
        services.AddSignIn(configuration);
        services.AddScoped<ISearchSource, SavedViewSearch>();
        services.AddSingleton<KnownSessions>();
        services.AddSingleton<KeyMakers>();
        services.AddScoped<SignInLinks>();
        services.AddScoped<Identities>();
        services.AddSingleton<FailedSignIns>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton(provider => new AuditKey(
            provider.GetRequiredService<IServiceScopeFactory>(),
            configuration
        ));
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        services.AddScoped<AuditVerifier>();
        services.AddHostedService<AuditGauge>();
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapCodeFlow()
            .MapGroup("/v1")
            .WithTags("Access")
            .Map<StartSessionEndpoint>()
            .Map<ListSignInChoicesEndpoint>()
            .Map<GetMeEndpoint>()
            .Map<EndSessionEndpoint>()
            .Map<MintSignInLinkEndpoint>()
            .Map<GetSignInWaysEndpoint>()
            .Map<LinkIdentityEndpoint>()
            .Map<ListIdentitiesEndpoint>()
            .Map<UnlinkIdentityEndpoint>()
            .Map<CreateApiKeyEndpoint>()
            .Map<ListApiKeysEndpoint>()
            .Map<RevokeApiKeyEndpoint>()
            .Map<RotateApiKeyEndpoint>()
            .Map<CreateSavedViewEndpoint>()
            .Map<ListSavedViewsEndpoint>()
            .Map<GetSavedViewEndpoint>()
            .Map<ChangeSavedViewEndpoint>()
            .Map<DeleteSavedViewEndpoint>()
            .Map<ListPermissionsEndpoint>()
            .Map<ExplainPermissionEndpoint>()
            .Map<ListAuditEventsEndpoint>()
            .Map<ListSecurityEventsEndpoint>()
            .Map<VerifyAuditEndpoint>();

    /// <summary>
    /// Verifies the whole audit trail, against a head <c>number:hash</c> that was kept elsewhere if one is given.
    /// </summary>
    /// <returns>Whether it holds, and the finding as JSON.</returns>
    public static async Task<(bool Holds, string Report)> VerifyAudit(
        IServiceProvider services,
        string? knownHead,
        CancellationToken cancellation
    )
    {
        KnownHead? head = null;
        if (knownHead is not null && !KnownHead.TryParse(knownHead, out head))
        {
            return (false, $"'{knownHead}' is not NUMBER:HASH as the log writes it.");
        }

        await using var scope = services.CreateAsyncScope();
        var verdict = await scope
            .ServiceProvider.GetRequiredService<AuditVerifier>()
            .Verify(head, (_, _) => { }, cancellation);
        return (verdict.Holds, JsonSerializer.Serialize(verdict, Wire.Json));
    }

    /// <summary>
    /// Makes a one-time sign-in link and returns its path, with the code behind the # so that no log keeps it. In
    /// production there is one only while there is nobody yet: it makes the first administrator. Else <c>null</c>.
    /// </summary>
    public static async Task<string?> MintLink(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        if (
            scope.ServiceProvider.GetRequiredService<IHostEnvironment>().IsProduction()
            && (await mediator.Send(new WhoMaySignIn(), cancellation)).Count > 0
        )
        {
            return null;
        }

        return $"/sign-in#{await scope.ServiceProvider.GetRequiredService<SignInLinks>().Mint(cancellation)}";
    }
}
