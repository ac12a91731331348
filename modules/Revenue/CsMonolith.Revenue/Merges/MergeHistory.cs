namespace CsMonolith.Revenue.Merges;

/// <summary>Every merge of customers that was ever recorded, voided ones among them.</summary>
internal sealed class MergeHistory(IReadOnlyList<AccountMerge> merges)
{
    private readonly Dictionary<Guid, List<Guid>> _families = FamiliesOf(merges);

    /// <summary>The instants at which it was learnt that two are one, or are not after all.</summary>
    public IReadOnlySet<DateTime> Instants { get; } =
        merges.SelectMany(merge => new[] { merge.RecordedAt, merge.VoidedAt }).OfType<DateTime>().ToHashSet();

    /// <summary>Every customer that was ever part of a merge.</summary>
    public IReadOnlyCollection<Guid> Accounts => _families.Keys;

    /// <summary>Under whom customers stood by what was known at an instant.</summary>
    public Survivors At(DateTime instant) =>
        merges.Count == 0
            ? Survivors.Everybody
            : new Survivors(
                merges
                    .Where(merge => merge.HoldsAt(instant))
                    .ToDictionary(merge => merge.AbsorbedId, merge => merge.SurvivorId)
            );

    /// <summary>The customers that a merge ever tied to one, itself among them; itself alone where there was none.</summary>
    public IReadOnlyList<Guid> FamilyOf(Guid account) =>
        _families.TryGetValue(account, out var family) ? family : [account];

    /// <summary>The customer by which a family is known; itself where there was no merge.</summary>
    public Guid HeadOf(Guid account) => _families.TryGetValue(account, out var family) ? family[0] : account;

    /// <summary>The merges among a family.</summary>
    public MergeHistory Within(IReadOnlyCollection<Guid> family) =>
        family.Count == 1 ? None : new([.. merges.Where(merge => family.Contains(merge.SurvivorId))]);

    private static MergeHistory None { get; } = new([]);

    private static Dictionary<Guid, List<Guid>> FamiliesOf(IReadOnlyList<AccountMerge> merges)
    {
        var families = new Dictionary<Guid, List<Guid>>();
        foreach (var merge in merges)
        {
            var (one, other) = (Family(merge.SurvivorId), Family(merge.AbsorbedId));
            if (one != other)
            {
                one.AddRange(other);
                other.ForEach(account => families[account] = one);
            }
        }

        return families;

        List<Guid> Family(Guid account) =>
            families.TryGetValue(account, out var known) ? known : families[account] = [account];
    }
}

/// <summary>Under whom each customer stands, as known at some instant. A customer that absorbed others may have been absorbed itself.</summary>
/// <param name="next">By the absorbed customer, who absorbed it.</param>
internal sealed class Survivors(IReadOnlyDictionary<Guid, Guid> next)
{
    /// <summary>Everybody stands by themselves.</summary>
    public static Survivors Everybody { get; } = new(new Dictionary<Guid, Guid>());

    /// <summary>Every customer that was absorbed or absorbed another.</summary>
    public IReadOnlySet<Guid> Merged { get; } = next.Keys.Concat(next.Values).ToHashSet();

    /// <summary>The customer under whom an account stands: itself, unless it was absorbed.</summary>
    public Guid Of(Guid account)
    {
        while (next.TryGetValue(account, out var survivor))
        {
            account = survivor;
        }

        return account;
    }

    /// <summary>The accounts whose figures stand under some customers: themselves and whom they absorbed, without those who were absorbed by others.</summary>
    public IReadOnlyCollection<Guid> Behind(IEnumerable<Guid> customers)
    {
        if (next.Count == 0)
        {
            return [.. customers.Distinct()];
        }

        var wanted = customers.Where(one => !next.ContainsKey(one)).ToHashSet();
        return [.. wanted, .. next.Keys.Where(absorbed => wanted.Contains(Of(absorbed)))];
    }

    /// <summary>The same of a scope.</summary>
    public AccountScope Behind(AccountScope scope) =>
        scope.All || next.Count == 0 ? scope : new AccountScope(All: false, Behind(scope.Accounts).ToHashSet());
}

/// <summary>Reads merges: they are few, so all of them at once.</summary>
internal sealed class MergeBook(RevenueDb db)
{
    public async Task<MergeHistory> Read(CancellationToken cancellation) =>
        new(
            await db.Set<AccountMerge>()
                .AsNoTracking()
                .OrderBy(merge => merge.RecordedAt)
                .ThenBy(merge => merge.Id)
                .ToListAsync(cancellation)
        );
}
