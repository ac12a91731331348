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

namespace CsMonolith.Access.Permissions;

/// <summary>Who may do what?</summary>
/// <param name="Mine">Only what the caller may do.</param>
internal sealed record ListPermissions(bool Mine) : IQuery<PermissionList>;

/// <param name="Meanings">What each reach means.</param>
internal sealed record PermissionList(IReadOnlyList<ReachMeaning> Meanings, IReadOnlyList<PermittedOperation> Items);

/// <param name="Sign">As it stands in permissions.csv.</param>
internal sealed record ReachMeaning(PermissionScope Reach, string Sign, string Meaning);

/// <param name="NeedsSignIn">Without, anybody may.</param>
/// <param name="Yours">The furthest that one of the caller's roles reaches.</param>
/// <param name="Roles">The roles that reach anything.</param>
internal sealed record PermittedOperation(
    string Operation,
    string Resource,
    bool NeedsSignIn,
    PermissionScope Yours,
    IReadOnlyList<RoleScope> Roles
)
{
    public static PermittedOperation Of(PermissionRow row, PermissionScope yours) =>
        new(
            row.Operation,
            row.Resource,
            !row.Anonymous,
            yours,
            [
                .. row
                    .Reaches.Where(cell => cell.Value != PermissionScope.None)
                    .OrderBy(cell => cell.Key)
                    .Select(cell => new RoleScope(cell.Key, cell.Value)),
            ]
        );
}

/// <summary>How far a role reaches.</summary>
internal sealed record RoleScope(Role Role, PermissionScope Reach);

internal sealed class ListPermissionsHandler(PermissionTable table, RequestContext context)
    : IRequestHandler<ListPermissions, Result<PermissionList>>
{
    public Task<Result<PermissionList>> Handle(ListPermissions ask, CancellationToken cancellationToken)
    {
        var rows = table
            .Rows.OrderBy(row => row.Resource, StringComparer.Ordinal)
            .ThenBy(row => row.Operation, StringComparer.Ordinal)
            .Select(row => PermittedOperation.Of(row, table.ScopeOf(context.Caller, row.Operation)))
            .Where(row => !ask.Mine || row.Yours != PermissionScope.None);
        var meanings = PermissionTable
            .SignOf.OrderBy(sign => sign.Key)
            .Select(sign => new ReachMeaning(
                sign.Key,
                sign.Value,
                PermissionWording.Of(sign.Key).Read(ProblemAnswers.InJapanese)
            ));
        return Task.FromResult<Result<PermissionList>>(new PermissionList([.. meanings], [.. rows]));
    }
}

internal sealed class ListPermissionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/permissions", (bool? mine) => new ListPermissions(mine ?? false))
            .WithSummary("Read who may do what")
            .WithDescription("The one table that the host goes by. mine=true leaves out what the caller may not do.")
            .WithExample(
                null,
                new PermissionList(
                    [new ReachMeaning(PermissionScope.Own, "o", "the accounts that one owns today")],
                    [
                        new PermittedOperation(
                            "GetSubscription",
                            "subscriptions",
                            NeedsSignIn: true,
                            PermissionScope.Own,
                            [
                                new RoleScope(Role.Csm, PermissionScope.Own),
                                new RoleScope(Role.Leader, PermissionScope.Team),
                            ]
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
