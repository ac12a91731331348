namespace CsMonolith.Journey.People;

/// <summary>
/// Who owns the installation, who holds which role of trust, and who may give or take one: asked by an administrator,
/// confirmed by another person who holds it, or by the owner while nobody else does. Who is to lose one may confirm it,
/// and so may the owner at any time. People are few, so all of them are read.
/// </summary>
internal sealed class Trust(JourneyDb db, RequestContext context)
{
    /// <summary>The owner's id; <c>null</c> in an empty installation.</summary>
    /// <remarks>
    /// An installation that was set up before owners were recorded belongs to its first administrator.
    /// </remarks>
    public async Task<Guid?> Owner(CancellationToken cancellation) =>
        (await Entries(cancellation)).Where(entry => entry.Since is not null).MaxBy(entry => entry.Since)?.PersonId
        ?? (await People(cancellation))
            .Where(person => person.Roles.Contains(Role.Admin))
            .MinBy(person => person.Id)
            ?.Id;

    /// <summary>The newest offer of ownership since it last passed on; <c>null</c> if there is none.</summary>
    public async Task<InstallationOwner?> Offer(CancellationToken cancellation)
    {
        var entries = await Entries(cancellation);
        var passedOn = entries.Max(entry => entry.Since);
        return entries
            .Where(entry => entry.Since is null && (passedOn is null || entry.OfferedAt >= passedOn))
            .MaxBy(entry => entry.OfferedAt);
    }

    /// <summary>Those in service who hold a role.</summary>
    public async Task<IReadOnlyList<Person>> Holders(Role role, CancellationToken cancellation) =>
        [.. (await People(cancellation)).Where(person => person.Roles.Contains(role) && person.IsHere(db.Clock.Today))];

    /// <summary>Whether somebody may do both of two acts under a role of trust.</summary>
    public async Task<bool> MayActAlone(Guid person, Role role, CancellationToken cancellation)
    {
        if (!await db.Set<TwoPersonRule>().AnyAsync(rule => rule.Role == role && rule.IsRelaxed, cancellation))
        {
            return false;
        }

        var holders = await Holders(role, cancellation);
        return holders.Count == 0
            ? await Owner(cancellation) == person
            : holders.Count == 1 && (holders[0].Id == person || await Owner(cancellation) == person);
    }

    /// <summary>
    /// Asks for roles of trust for somebody; each waits to be confirmed unless the caller may act alone.
    /// </summary>
    /// <returns>The refusal, or <c>null</c>.</returns>
    public async Task<Error?> Ask(Person person, IEnumerable<Role> roles, CancellationToken cancellation)
    {
        var wanted = roles.Where(role => role.IsOfTrust()).Distinct().ToList();
        if (wanted.Count == 0)
        {
            return null;
        }

        if (context.Caller.Key is not null)
        {
            return JourneyErrors.KeyGivesNoTrust(wanted[0]);
        }

        if (context.Caller.PersonId == person.Id)
        {
            return JourneyErrors.OwnRoles;
        }

        var (by, now) = (context.Caller.PersonId, db.Clock.Now);
        foreach (var role in wanted)
        {
            var grant = TrustGrant.Ask(person, role, by, now);
            db.Set<TrustGrant>().Add(grant);
            if (by is { } asker && await MayActAlone(asker, role, cancellation))
            {
                context.NoteActedAlone(role);
                grant.Confirm(person, by, now);
            }
        }

        return null;
    }

    /// <summary>
    /// Asks for roles of trust to be taken from somebody; each counts until another person confirms, unless the caller
    /// may act alone. What is asked already is not asked again.
    /// </summary>
    public async Task AskToEnd(Person person, IReadOnlyCollection<Role> roles, CancellationToken cancellation)
    {
        var (by, now) = (context.Caller.PersonId, db.Clock.Now);
        foreach (var role in roles.Where(role => role.IsOfTrust()).Except(person.EndingRoles).ToList())
        {
            var ending = TrustGrant.AskToEnd(person, role, by, now);
            db.Set<TrustGrant>().Add(ending);
            if (by is { } asker && await MayActAlone(asker, role, cancellation))
            {
                context.NoteActedAlone(role);
                ending.Confirm(person, by, now);
            }
        }
    }

    /// <summary>Ends what still waits of some roles of trust for somebody.</summary>
    public async Task Withdraw(Person person, IReadOnlyCollection<Role> roles, CancellationToken cancellation)
    {
        var open = await db.Set<TrustGrant>()
            .Where(grant => grant.PersonId == person.Id && grant.State == GrantState.Asked && !grant.TakesAway)
            .ToListAsync(cancellation);
        foreach (var grant in open.Where(grant => roles.Contains(grant.Role)))
        {
            grant.Decline(person, context.Caller.PersonId, db.Clock.Now);
        }
    }

    /// <summary>The refusal where the caller may not confirm a grant; <c>null</c> if they may.</summary>
    public async Task<Error?> RefusesToConfirm(TrustGrant grant, CancellationToken cancellation)
    {
        if (context.Caller.PersonId is not { } caller)
        {
            return JourneyErrors.KeyGivesNoTrust(grant.Role);
        }

        if (caller == grant.PersonId && !grant.TakesAway)
        {
            return JourneyErrors.OwnGrant;
        }

        if (grant is { TakesAway: true, Role: Role.Admin } && await Owner(cancellation) == grant.PersonId)
        {
            return JourneyErrors.OwnerStays;
        }

        if (!await MayDecide(grant, cancellation))
        {
            return JourneyErrors.NotYoursToConfirm(grant.Role);
        }

        if (caller != grant.AskedBy)
        {
            return null;
        }

        if (!await MayActAlone(caller, grant.Role, cancellation))
        {
            return JourneyErrors.AskedByYourself(grant.Role);
        }

        context.NoteActedAlone(grant.Role);
        return null;
    }

    /// <summary>
    /// Whether the caller holds the role that is given or taken, or owns the installation while nobody but the asker
    /// holds it; the owner also decides about every role that is taken away.
    /// </summary>
    public async Task<bool> MayDecide(TrustGrant grant, CancellationToken cancellation)
    {
        var holders = await Holders(grant.Role, cancellation);
        return holders.Any(holder => holder.Id == context.Caller.PersonId)
            || (
                (grant.TakesAway || holders.All(holder => holder.Id == grant.AskedBy))
                && await Owner(cancellation) == context.Caller.PersonId
            );
    }

    /// <summary>Who owns the installation, and each rule as it stands.</summary>
    public async Task<Installation> Describe(CancellationToken cancellation)
    {
        var owner = await Owner(cancellation);
        var rules = await db.Set<TwoPersonRule>().AsNoTracking().ToDictionaryAsync(rule => rule.Role, cancellation);
        var shown = new List<ShownRule>();
        foreach (var role in RolesOfTrust.All)
        {
            shown.Add(ShownRule.Of(role, (await Holders(role, cancellation)).Count, rules.GetValueOrDefault(role)));
        }

        return new Installation(
            owner,
            (await People(cancellation)).Find(person => person.Id == owner)?.Name,
            (await Offer(cancellation))?.PersonId,
            shown
        );
    }

    private Task<List<Person>> People(CancellationToken cancellation) =>
        db.Set<Person>().AsNoTracking().ToListAsync(cancellation);

    private Task<List<InstallationOwner>> Entries(CancellationToken cancellation) =>
        db.Set<InstallationOwner>().AsNoTracking().ToListAsync(cancellation);
}

internal sealed class AnswerMayActAlone(Trust trust) : IRequestHandler<MayActAlone, bool>
{
    public async Task<bool> Handle(MayActAlone ask, CancellationToken cancellation) =>
        ask.PersonId is { } person && await trust.MayActAlone(person, ask.Role, cancellation);
}
