using System.Text.Json.Serialization;
using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SavedViews;

/// <summary>Change one's own view.</summary>
internal sealed record ChangeSavedView(Guid ViewId, [property: Body] SavedViewChanges Changes, IfMatch Match)
    : ICommand<SavedViewRow>;

internal sealed record SavedViewChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Address { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool> IsShared { get; init; }
}

internal sealed class ChangeSavedViewValidator : AbstractValidator<ChangeSavedView>
{
    public ChangeSavedViewValidator()
    {
        RuleFor(ask => ask.Changes.Name.Value).NotEmpty().MaximumLength(100).When(ask => ask.Changes.Name.Is);
        RuleFor(ask => ask.Changes.Address.Value).IsAddress().When(ask => ask.Changes.Address.Is);
    }
}

internal sealed class ChangeSavedViewHandler(AccessDb db, RequestContext context)
    : IRequestHandler<ChangeSavedView, Result<SavedViewRow>>
{
    public async Task<Result<SavedViewRow>> Handle(ChangeSavedView ask, CancellationToken cancellationToken)
    {
        var own = await db.OwnView(ask.ViewId, context.Caller.PersonId, ask.Match, cancellationToken);
        if (own.Error is { } refusal)
        {
            return refusal;
        }

        var view = own.Value;
        (view.Name, view.Address, view.IsShared) = (
            ask.Changes.Name.Or(view.Name)!,
            ask.Changes.Address.Or(view.Address)!,
            ask.Changes.IsShared.Or(view.IsShared)
        );
        view.ChangedAt = db.Clock.Now;
        await db.SaveChangesAsync(cancellationToken);
        return SavedViewRow.Of(view, context.Caller.PersonId);
    }
}

/// <summary>Finds views that are to be changed.</summary>
internal static class OwnViews
{
    /// <summary>
    /// A view of the caller's own; what somebody else keeps to themselves is answered like a missing one.
    /// </summary>
    public static async Task<Result<SavedView>> OwnView(
        this AccessDb db,
        Guid id,
        Guid? person,
        IfMatch match,
        CancellationToken cancellation
    )
    {
        var view = await db.Set<SavedView>().SingleOrDefaultAsync(one => one.Id == id, cancellation);
        if (view?.IsReadBy(person) != true)
        {
            return PlatformErrors.NotFound("saved-view", id);
        }

        return view.OwnerId != person ? SavedViewErrors.NotYours(id)
            : match.Refuses(view) is { } stale ? stale
            : view;
    }
}

internal sealed class ChangeSavedViewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/saved-views/{viewId}",
                (Guid viewId, SavedViewChanges changes, IfMatch match) => new ChangeSavedView(viewId, changes, match)
            )
            .AcceptsMergePatch<SavedViewChanges>()
            .WithSummary("Change one's own view: its name, its address, whether it is shared")
            .WithDescription("A merge patch. If-Match carries the version read.")
            .WithExample(
                new SavedViewChanges { Address = Optional.Of<string?>("filter[band][eq]=high&sort=name") },
                SavedViewRow.Example with
                {
                    Address = "filter[band][eq]=high&sort=name",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
