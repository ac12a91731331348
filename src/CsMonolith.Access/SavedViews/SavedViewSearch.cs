using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SavedViews;

/// <summary>Finds one's own views and those that others share by name. O(views).</summary>
internal sealed class SavedViewSearch(AccessDb db, RequestContext context) : ISearchSource
{
    public string Operation => nameof(ListSavedViews);

    public async Task<IReadOnlyList<FoundThing>> Find(
        SearchText text,
        AccountScope accounts,
        int limit,
        CancellationToken cancellation
    )
    {
        var reader = context.Caller.PersonId;
        return
        [
            .. (
                await db.Set<SavedView>()
                    .AsNoTracking()
                    .Where(view => view.IsShared || view.OwnerId == reader)
                    .ToListAsync(cancellation)
            )
                .Select(view => (View: view, Rank: text.Rank(view.Name)))
                .Where(one => one.Rank is not null)
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.View.Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(one => new FoundThing(
                    "saved-view",
                    one.View.Id,
                    one.View.Name,
                    one.View.Screen,
                    $"/v1/saved-views/{one.View.Id}",
                    one.Rank!.Value
                )),
        ];
    }
}
