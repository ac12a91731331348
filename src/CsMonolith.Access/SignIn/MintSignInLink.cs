using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>Make a one-time link for a colleague or a demonstration.</summary>
internal sealed record MintSignInLink : ICommand<MintedSignInLink>;

/// <param name="Path">Put the host's address before it.</param>
internal sealed record MintedSignInLink(string Path);

internal sealed class MintSignInLinkHandler(SignInLinks links, IHostEnvironment environment)
    : IRequestHandler<MintSignInLink, Result<MintedSignInLink>>
{
    public async Task<Result<MintedSignInLink>> Handle(MintSignInLink ask, CancellationToken cancellationToken) =>
        environment.IsProduction()
            ? AccessErrors.NoLinksInProduction
            : new MintedSignInLink($"/sign-in#{await links.Mint(cancellationToken)}");
}

internal sealed class MintSignInLinkEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/sign-in-links", () => new MintSignInLink())
            .WithoutIdempotencyKey()
            .WithSummary("Make a one-time sign-in link (not in production)")
            .WithExample(null, new MintedSignInLink("/sign-in#9rV0…"))
            .WithProblems(401, 403, 409);
}
