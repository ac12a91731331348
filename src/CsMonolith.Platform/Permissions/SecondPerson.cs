using CsMonolith.Kernel;
using MediatR;

namespace CsMonolith.Platform.Permissions;

/// <summary>Says whether an act needs a second person, and who that could be.</summary>
public interface ISecondPersonPolicy
{
    /// <summary>What holds for the present caller.</summary>
    /// <param name="confirmation">The operation by which the second person says yes.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    Task<SecondPerson> For(string confirmation, CancellationToken cancellation);
}

/// <summary>Whether somebody else must say yes.</summary>
/// <param name="Needed">Somebody else must; otherwise the caller acts alone.</param>
/// <param name="Others">Names of those who hold the right, without the caller; empty where nobody else does.</param>
public sealed record SecondPerson(bool Needed, IReadOnlyList<string> Others);

/// <summary>
/// The policy by the rule that the owner of the installation has recorded. A second person is needed. Where nobody but
/// the caller holds the right, the act is refused, unless the owner has relaxed the rule of two for a role of trust
/// that holds the right: then one person acts alone, and the audit row and the answer say so.
/// </summary>
internal sealed class SecondPersonByRule(RequestContext context, PermissionTable table, IMediator mediator)
    : ISecondPersonPolicy
{
    public async Task<SecondPerson> For(string confirmation, CancellationToken cancellation)
    {
        var people = await mediator.Send(new WhoMaySignIn(), cancellation);
        var others = people
            .Where(person =>
                person.Id != context.Caller.PersonId
                && table.ScopeOf(new Caller(person.Id, person.Name, person.Roles), confirmation) > PermissionScope.None
            )
            .Select(person => person.Name)
            .ToList();
        return new SecondPerson(others.Count > 0 || !await ActsAlone(confirmation, cancellation), others);
    }

    private async Task<bool> ActsAlone(string confirmation, CancellationToken cancellation)
    {
        foreach (var role in RolesOfTrust.All)
        {
            if (
                table.Find(confirmation)?.Reaches.GetValueOrDefault(role) > PermissionScope.None
                && await mediator.Send(new MayActAlone(context.Caller.PersonId, role), cancellation)
            )
            {
                context.NoteActedAlone(role);
                return true;
            }
        }

        return false;
    }
}
