using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Access.Permissions;

/// <summary>Why can't I see this?</summary>
/// <param name="Operation">The operation that did not do what the caller hoped.</param>
/// <param name="Resource">What the id is of: <c>accounts</c>, or the operation's own resource.</param>
/// <param name="Id">The thing; without it the rule alone is explained.</param>
internal sealed record ExplainPermission(string Operation, string? Resource, Guid? Id) : IQuery<PermissionExplained>;

/// <summary>
/// The rule that answers for an operation. It says nothing of whether there is such a thing: what is out of reach and
/// what is missing are explained alike.
/// </summary>
/// <param name="Reach">The furthest that one of the caller's roles reaches.</param>
/// <param name="Rules">What each of the caller's roles reaches.</param>
/// <param name="WithinReach">
/// Whether the account lies within the reach; <c>null</c> where no account was asked for, or the reach does not go by
/// accounts.
/// </param>
/// <param name="Why">The rule in words.</param>
/// <param name="Widen">What would let the caller see more.</param>
/// <param name="FurtherRoles">Roles that reach further.</param>
internal sealed record PermissionExplained(
    string Operation,
    string Resource,
    Guid? Id,
    PermissionScope Reach,
    IReadOnlyList<RoleScope> Rules,
    bool? WithinReach,
    string Why,
    string Widen,
    IReadOnlyList<RoleScope> FurtherRoles
);

internal sealed class ExplainPermissionValidator : AbstractValidator<ExplainPermission>
{
    public ExplainPermissionValidator()
    {
        RuleFor(ask => ask.Operation).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Resource).MaximumLength(60);
    }
}

internal sealed class ExplainPermissionHandler(PermissionTable table, RequestContext context, IMediator mediator)
    : IRequestHandler<ExplainPermission, Result<PermissionExplained>>
{
    public const string Accounts = "accounts";

    public async Task<Result<PermissionExplained>> Handle(ExplainPermission ask, CancellationToken cancellationToken)
    {
        if (table.Find(ask.Operation) is not { } row)
        {
            return PlatformErrors.Invalid(
                new FieldFault(
                    "operation",
                    $"'{ask.Operation}' is no operation; GET /v1/permissions lists them all.",
                    $"「{ask.Operation}」という操作はありません。一覧は GET /v1/permissions にあります。"
                )
            );
        }

        if (ask.Resource is { } resource && resource != Accounts && resource != row.Resource)
        {
            return PlatformErrors.Invalid(
                new FieldFault(
                    "resource",
                    $"'{resource}' is not what {row.Operation} is about. Give {row.Resource} or {Accounts}.",
                    $"「{resource}」は {row.Operation} の対象ではありません。{row.Resource} か {Accounts} を指定してください。"
                )
            );
        }

        var scope = table.ScopeOf(context.Caller, row.Operation);
        var within = await WithinScope(ask, row, scope, cancellationToken);
        var rules = context
            .Caller.Roles.Select(role => new RoleScope(
                role,
                row.Anonymous ? PermissionScope.All : row.Reaches.GetValueOrDefault(role)
            ))
            .ToList();
        var further = row
            .Reaches.Where(cell => cell.Value > scope)
            .OrderBy(cell => cell.Key)
            .Select(cell => new RoleScope(cell.Key, cell.Value))
            .ToList();
        var japanese = ProblemAnswers.InJapanese;
        return new PermissionExplained(
            row.Operation,
            ask.Resource ?? row.Resource,
            ask.Id,
            scope,
            rules,
            within,
            Why(row.Operation, rules, scope, within).Read(japanese),
            PermissionWording.Widening(scope).Read(japanese),
            further
        );
    }

    // Asked with the reach of the operation in question, not with that of this one.
    private async Task<bool?> WithinScope(
        ExplainPermission ask,
        PermissionRow row,
        PermissionScope scope,
        CancellationToken cancellation
    )
    {
        if (
            ask.Id is not { } id
            || (ask.Resource ?? row.Resource) != Accounts
            || scope is not (PermissionScope.Own or PermissionScope.Partner or PermissionScope.Team)
        )
        {
            return null;
        }

        return (await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, scope), cancellation)).Holds(id);
    }

    private static Sentence Why(string operation, List<RoleScope> rules, PermissionScope scope, bool? within)
    {
        if (scope == PermissionScope.None)
        {
            return new(
                $"None of your roles ({string.Join(", ", rules.Select(rule => PermissionWording.Of(rule.Role).En))}) may use {operation}.",
                $"あなたの役割({string.Join("、", rules.Select(rule => PermissionWording.Of(rule.Role).Ja))})では {operation} を利用できません。"
            );
        }

        var role = rules.MaxBy(rule => rule.Reach)!.Role;
        var (en, ja) = (
            $"As {PermissionWording.Of(role).En} you reach with {operation}: {PermissionWording.Of(scope).En}.",
            $"{PermissionWording.Of(role).Ja}として {operation} で扱えるのは、{PermissionWording.Of(scope).Ja}です。"
        );
        return within switch
        {
            true => new($"{en} The account is among them.", $"{ja}この顧客はその範囲に含まれます。"),
            false => new($"{en} There is no such account among them.", $"{ja}その範囲に、この顧客はありません。"),
            null => new(en, ja),
        };
    }
}

internal sealed class ExplainPermissionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/permissions/explain",
                (string operation, string? resource, Guid? id) => new ExplainPermission(operation, resource, id)
            )
            .WithSummary("Explain why something cannot be seen or done")
            .WithDescription(
                "Names the rule: the operation, the caller's role, how far it reaches and what would widen it. "
                    + "What is out of reach and what does not exist are explained alike."
            )
            .WithQueryExample(
                ("operation", "GetSubscription"),
                ("resource", "accounts"),
                ("id", "0199a000-0000-7000-8000-0000000000a1")
            )
            .WithExample(
                null,
                new PermissionExplained(
                    "GetSubscription",
                    "accounts",
                    Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
                    PermissionScope.Own,
                    [new RoleScope(Role.Csm, PermissionScope.Own)],
                    WithinReach: false,
                    "CSMとして GetSubscription で扱えるのは、今日の時点で自分が担当する顧客です。その範囲に、この顧客はありません。",
                    "担当の変更(AssignOwner)をリーダーに依頼してください。次の要求から有効です。",
                    [new RoleScope(Role.Leader, PermissionScope.Team), new RoleScope(Role.CsOps, PermissionScope.All)]
                )
            )
            .WithProblems(400, 401, 403);
}
