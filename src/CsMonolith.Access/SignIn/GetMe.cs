using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Access.SignIn;

/// <summary>Who am I?</summary>
internal sealed record GetMe : IQuery<Me>;

internal sealed record Me(Guid? PersonId, string Name, IReadOnlyList<Role> Roles);

internal sealed class GetMeHandler(RequestContext context) : IRequestHandler<GetMe, Result<Me>>
{
    public Task<Result<Me>> Handle(GetMe ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Me>>(new Me(context.Caller.PersonId, context.Caller.Name, context.Caller.Roles));
}

internal sealed class GetMeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/me", () => new GetMe())
            .WithSummary("Who is signed in, with which roles")
            .WithExample(null, new Me(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "佐藤 美咲", [Role.Csm]))
            .WithProblems(401);
}
