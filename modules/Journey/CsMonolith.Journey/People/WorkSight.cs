namespace CsMonolith.Journey.People;

/// <summary>
/// Whose work a caller may see: work for an account as the account itself; work for no account is its person's and
/// their leader's, however far the caller reaches otherwise.
/// </summary>
internal sealed class WorkSight(JourneyDb db, AccountVisibility visibility, RequestContext context)
{
    private IReadOnlyCollection<Guid>? _led;

    /// <summary>Whether one piece of work may be seen.</summary>
    /// <param name="account">The account that it is for, or <c>null</c>.</param>
    /// <param name="person">Whose work it is.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<bool> Sees(Guid? account, Guid? person, CancellationToken cancellation) =>
        account is { } of
            ? await visibility.Sees(of, cancellation)
            : person is { } whose && (await Led(cancellation)).Contains(whose);

    /// <summary>What a query over work is kept to.</summary>
    public async Task<SeenWork> Seen(CancellationToken cancellation) =>
        new(await visibility.Accounts(cancellation), [.. await Led(cancellation)]);

    // The caller and the present members of the teams that they lead.
    private async Task<IReadOnlyCollection<Guid>> Led(CancellationToken cancellation)
    {
        if (_led is { } known)
        {
            return known;
        }

        if (context.Caller.PersonId is not { } person)
        {
            return _led = [];
        }

        var teams = await db.Set<Team>()
            .AsNoTracking()
            .Where(team => team.LeaderId == person)
            .ToListAsync(cancellation);
        return _led = [.. teams.SelectMany(team => team.MembersOn(db.Clock.Today)).Append(person).Distinct()];
    }
}

/// <summary>The accounts whose work is seen, and the people whose work for no account is.</summary>
internal sealed record SeenWork(AccountScope Scope, Guid[] People)
{
    /// <summary>The accounts, where they are not all.</summary>
    public Guid[] Accounts { get; } = [.. Scope.Accounts];
}
