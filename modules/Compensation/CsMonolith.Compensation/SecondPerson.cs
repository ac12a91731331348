namespace CsMonolith.Compensation;

/// <summary>
/// Pay takes two people. One may do without the other only where nobody else holds finance and the owner of the
/// installation has relaxed the rule; the answer and the audit row then say so.
/// </summary>
internal sealed class SecondPerson(IMediator mediator, RequestContext context)
{
    /// <summary>Whether the caller may do both acts; if so, it is noted.</summary>
    public async Task<bool> MayBeSpared(Guid? person, CancellationToken cancellation)
    {
        var alone = await mediator.Send(new MayActAlone(person, Role.Finance), cancellation);
        if (alone)
        {
            context.NoteActedAlone(Role.Finance);
        }

        return alone;
    }
}
