using System.Linq.Expressions;
using System.Reflection;
using CsMonolith.Kernel;
using MediatR;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// The accounts that the present request may see: asked of Journey once per request, put into every predicate.
/// </summary>
public sealed class AccountVisibility(RequestContext context, IMediator mediator)
{
    private AccountScope? _scope;

    /// <summary>The scope; everything for scheduled work and for roles that reach everything.</summary>
    public async Task<AccountScope> Accounts(CancellationToken cancellation) =>
        _scope ??= context.Scope switch
        {
            PermissionScope.All or PermissionScope.Masked or PermissionScope.Aggregate => AccountScope.Everything,
            PermissionScope.None => new AccountScope(All: false, new HashSet<Guid>()),
            _ => await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, context.Scope), cancellation),
        };

    /// <summary>Whether one account may be seen.</summary>
    public async Task<bool> Sees(Guid account, CancellationToken cancellation)
    {
        var sees = (await Accounts(cancellation)).Holds(account);
        context.AccountOutOfReach = sees ? context.AccountOutOfReach : account;
        return sees;
    }
}

/// <summary>Puts a scope into a query.</summary>
public static class ScopedQueries
{
    private static readonly MethodInfo Contains = typeof(Enumerable)
        .GetMethods()
        .Single(one => one.Name == nameof(Enumerable.Contains) && one.GetParameters().Length == 2)
        .MakeGenericMethod(typeof(Guid));

    /// <summary>Keeps the rows whose account lies in the scope.</summary>
    public static IQueryable<T> Within<T>(
        this IQueryable<T> rows,
        AccountScope scope,
        Expression<Func<T, Guid>> account
    )
    {
        if (scope.All)
        {
            return rows;
        }

        // Through a captured variable, so that the ids are bound as one parameter.
        var ids = scope.Accounts.ToArray();
        Expression<Func<Guid[]>> captured = () => ids;
        var contains = Expression.Call(Contains, captured.Body, account.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(contains, account.Parameters));
    }
}
