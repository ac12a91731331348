using CsMonolith.Kernel;
using MediatR;
using Microsoft.Extensions.Configuration;

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
/// The policy by one setting. A second person is needed. Where nobody but the caller holds the right, the act is
/// refused, unless <c>Approvals:OnePerson</c> is <c>true</c>: a company in which one person does it all lets that
/// person act alone, for as long as there is nobody else.
/// </summary>
internal sealed class SecondPersonSetting(
    IConfiguration configuration,
    RequestContext context,
    PermissionTable table,
    IMediator mediator
) : ISecondPersonPolicy
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
        return new SecondPerson(others.Count > 0 || !configuration.GetValue<bool>("Approvals:OnePerson"), others);
    }
}
