using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SignIn;

/// <summary>Sign out: the token is worth nothing afterwards.</summary>
internal sealed record EndSession([property: NotAudited] string Token) : ICommand<EndedSession>;

internal sealed record EndedSession(bool Ended);

internal sealed class EndSessionHandler(AccessDb db) : IRequestHandler<EndSession, Result<EndedSession>>
{
    public async Task<Result<EndedSession>> Handle(EndSession ask, CancellationToken cancellationToken)
    {
        var hash = Tokens.Hash(ask.Token);
        var ended = await db.Set<Session>()
            .Where(session => session.TokenHash == hash)
            .ExecuteDeleteAsync(cancellationToken);
        if (ended > 0)
        {
            await db.Move(AccessVersionRow.SignIn, cancellationToken);
        }

        return new EndedSession(ended > 0);
    }
}

internal sealed class EndSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/sessions/current",
                async Task<Results<Ok<EndedSession>, ProblemHttpResult>> (
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken cancellation
                ) =>
                {
                    var ended = await mediator.Send(
                        new EndSession(SessionAuthentication.TokenOf(http.Request) ?? ""),
                        cancellation
                    );
                    SessionCookie.Delete(http);
                    return ended.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(ended.Value);
                }
            )
            .WithName(nameof(EndSession))
            .WithSummary("Sign out")
            .WithExample(null, new EndedSession(Ended: true))
            .WithProblems(401);
}
