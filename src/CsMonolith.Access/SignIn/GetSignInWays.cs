using CsMonolith.Access.Authentication;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Access.SignIn;

/// <summary>How can one sign in here?</summary>
internal sealed record GetSignInWays : IQuery<SignInWays>;

/// <param name="Provider">The identity provider for people with a browser; <c>null</c> where there is none.</param>
/// <param name="AcceptsAccessTokens">
/// Whether the provider's access tokens are taken as <c>Authorization: Bearer …</c>.
/// </param>
internal sealed record SignInWays(SignInProvider? Provider, bool AcceptsAccessTokens);

/// <param name="Path">Open it in the browser to begin.</param>
internal sealed record SignInProvider(string Name, string Path);

internal sealed class GetSignInWaysHandler(IdentityProvider provider)
    : IRequestHandler<GetSignInWays, Result<SignInWays>>
{
    public Task<Result<SignInWays>> Handle(GetSignInWays ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SignInWays>>(
            new SignInWays(
                provider.Settings is { ClientId: not null } settings
                    ? new SignInProvider(settings.Name, CodeFlowRoutes.Start)
                    : null,
                provider.Settings is not null
            )
        );
}

internal sealed class GetSignInWaysEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/sign-in-ways", () => new GetSignInWays())
            .WithSummary("Ask how one can sign in here")
            .WithExample(
                null,
                new SignInWays(new SignInProvider("Example ID", CodeFlowRoutes.Start), AcceptsAccessTokens: true)
            )
            .WithProblems(400);
}
