using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SavedViews;

/// <summary>Delete one's own view.</summary>
internal sealed record DeleteSavedView(Guid ViewId, IfMatch Match) : ICommand<SavedViewRow>;

internal sealed class DeleteSavedViewHandler(AccessDb db, RequestContext context)
    : IRequestHandler<DeleteSavedView, Result<SavedViewRow>>
{
    public async Task<Result<SavedViewRow>> Handle(DeleteSavedView ask, CancellationToken cancellationToken)
    {
        var own = await db.OwnView(ask.ViewId, context.Caller.PersonId, ask.Match, cancellationToken);
        if (own.Error is { } refusal)
        {
            return refusal;
        }

        var last = SavedViewRow.Of(own.Value, context.Caller.PersonId);
        db.Remove(own.Value);
        await db.SaveChangesAsync(cancellationToken);
        return last;
    }
}

internal sealed class DeleteSavedViewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/saved-views/{viewId}", (Guid viewId, IfMatch match) => new DeleteSavedView(viewId, match))
            .WithSummary("Delete one's own view; the answer is what it was")
            .WithDescription("If-Match carries the version read.")
            .WithExample(null, SavedViewRow.Example)
            .WithProblems(401, 403, 404, 412, 428);
}
