using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Search;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Operations.Search;

/// <summary>Which accounts, people and views bear this name?</summary>
/// <param name="Q">A part of a name.</param>
internal sealed record FindByName(string Q, int Limit) : IQuery<FoundNames>;

/// <param name="Items">The same first, then those that begin with it, then those that contain it.</param>
internal sealed record FoundNames(IReadOnlyList<FoundName> Items);

/// <param name="Kind">account, person or saved-view.</param>
/// <param name="Path">Path of the operation that shows it.</param>
internal sealed record FoundName(string Kind, Guid Id, string Title, string? Detail, string Path);

internal sealed class FindByNameValidator : AbstractValidator<FindByName>
{
    public FindByNameValidator()
    {
        RuleFor(ask => ask.Q).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Limit).InclusiveBetween(1, 20);
    }
}

internal sealed class FindByNameHandler(
    IEnumerable<ISearchSource> sources,
    PermissionTable table,
    RequestContext context,
    IMediator mediator
) : IRequestHandler<FindByName, Result<FoundNames>>
{
    public async Task<Result<FoundNames>> Handle(FindByName ask, CancellationToken cancellationToken)
    {
        var (text, found) = (SearchText.Of(ask.Q), new List<FoundThing>());
        foreach (var source in sources)
        {
            if (await Reach(source.Operation, cancellationToken) is { } accounts)
            {
                found.AddRange(await source.Find(text, accounts, ask.Limit, cancellationToken));
            }
        }

        return new FoundNames([
            .. found
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.Kind, StringComparer.Ordinal)
                .ThenBy(one => one.Title, StringComparer.Ordinal)
                .ThenBy(one => one.Id)
                .Take(ask.Limit)
                .Select(one => new FoundName(one.Kind, one.Id, one.Title, one.Detail, one.Path)),
        ]);
    }

    // Whoever gets pseudonyms or sums elsewhere does not find by name what they are not told the name of.
    private async Task<AccountScope?> Reach(string operation, CancellationToken cancellation) =>
        table.ScopeOf(context.Caller, operation) switch
        {
            PermissionScope.All => AccountScope.Everything,
            PermissionScope.None or PermissionScope.Self or PermissionScope.Masked or PermissionScope.Aggregate => null,
            var scope => await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, scope), cancellation),
        };
}

internal sealed class FindByNameEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/search", (string q, int? limit) => new FindByName(q, limit ?? 20))
            .WithSummary("Find accounts, people and saved views by name, within reach")
            .WithDescription(
                "Full and half width, upper and lower case, hiragana and katakana are the same. The same name comes "
                    + "first, then names that begin with it, then names that contain it; accounts are found by their "
                    + "external id too. What the caller could not list is not found."
            )
            .WithQueryExample(("q", "ほくと"))
            .WithExample(
                null,
                new FoundNames([
                    new(
                        "account",
                        Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                        "北斗製作所",
                        "C-0001",
                        "/v1/accounts/0199a000-0000-7000-8000-000000000001"
                    ),
                ])
            )
            .WithProblems(400, 401, 403);
}
