using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
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

/// <summary>Save a view of a screen under a name.</summary>
/// <param name="Address">The query string of the console, without the question mark.</param>
/// <param name="IsShared">Whether everybody may open it.</param>
internal sealed record CreateSavedView(string Name, string Screen, string Address, bool IsShared = false)
    : ICommand<SavedViewRow>;

internal sealed class CreateSavedViewValidator : AbstractValidator<CreateSavedView>
{
    public CreateSavedViewValidator()
    {
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Screen).IsScreen();
        RuleFor(ask => ask.Address).IsAddress();
    }
}

internal sealed class CreateSavedViewHandler(AccessDb db, RequestContext context)
    : IRequestHandler<CreateSavedView, Result<SavedViewRow>>
{
    public async Task<Result<SavedViewRow>> Handle(CreateSavedView ask, CancellationToken cancellationToken)
    {
        if (context.Caller.PersonId is not { } person)
        {
            return SavedViewErrors.NoPerson;
        }

        if (
            await db.Set<SavedView>().CountAsync(view => view.OwnerId == person, cancellationToken)
            >= SavedView.MostOfAPerson
        )
        {
            return SavedViewErrors.TooMany;
        }

        var saved = new SavedView
        {
            OwnerId = person,
            Name = ask.Name,
            Screen = ask.Screen,
            Address = ask.Address,
            IsShared = ask.IsShared,
            ChangedAt = db.Clock.Now,
        };
        db.Add(saved);
        await db.SaveChangesAsync(cancellationToken);
        return SavedViewRow.Of(saved, person);
    }
}

internal sealed class CreateSavedViewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/saved-views", (CreateSavedView ask) => ask)
            .Creates<SavedViewRow>(view => $"/v1/saved-views/{view.Id}")
            .WithSummary("Save a view of a screen under a name")
            .WithDescription(
                "A view is an address: it holds no rows, and whoever opens it sees their own. A person has at most 200."
            )
            .WithExample(
                new CreateSavedView(
                    SavedViewRow.Example.Name,
                    SavedViewRow.Example.Screen,
                    SavedViewRow.Example.Address,
                    IsShared: true
                ),
                SavedViewRow.Example
            )
            .WithProblems(400, 401, 403, 409);
}
