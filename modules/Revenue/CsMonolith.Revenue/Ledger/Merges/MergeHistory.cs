namespace CsMonolith.Revenue.Ledger.Merges;

/// <summary>All merges of customers that were ever recorded, voided ones included.</summary>
internal sealed class MergeHistory(IReadOnlyList<AccountMerge> merges)
{
    private readonly Dictionary<Guid, List<Guid>> _families = FamiliesOf(merges);

    /// <summary>The instants at which a merge was recorded or voided.</summary>
    public IReadOnlySet<DateTime> Instants { get; } =
        merges.SelectMany(merge => new[] { merge.RecordedAt, merge.VoidedAt }).OfType<DateTime>().ToHashSet();

    /// <summary>Every customer that was ever part of a merge.</summary>
    public IReadOnlyCollection<Guid> Accounts => _families.Keys;

    /// <summary>Who had absorbed whom, as known at an instant.</summary>
    public Survivors At(DateTime instant) =>
        merges.Count == 0
            ? Survivors.Everybody
            : new Survivors(
                merges
                    .Where(merge => merge.HoldsAt(instant))
                    .ToDictionary(merge => merge.AbsorbedId, merge => merge.SurvivorId)
            );

    /// <summary>All customers that merges ever tied to one, directly or through others, and itself.</summary>
    public IReadOnlyList<Guid> FamilyOf(Guid account) =>
        _families.TryGetValue(account, out var family) ? family : [account];

    /// <summary>The customer whose id stands for a family: the same for all members.</summary>
    public Guid HeadOf(Guid account) => _families.TryGetValue(account, out var family) ? family[0] : account;

    /// <summary>The merges among the members of a family.</summary>
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

/// <summary>
/// Who has absorbed whom, as known at some instant. A customer that absorbed others may have been absorbed itself.
/// </summary>
/// <param name="next">By the absorbed customer, who absorbed it.</param>
internal sealed class Survivors(IReadOnlyDictionary<Guid, Guid> next)
{
    /// <summary>No merges.</summary>
    public static Survivors Everybody { get; } = new(new Dictionary<Guid, Guid>());

    /// <summary>All customers that were absorbed or absorbed another.</summary>
    public IReadOnlySet<Guid> Merged { get; } = next.Keys.Concat(next.Values).ToHashSet();

    /// <summary>The customer that has the figures of an account: itself, unless it was absorbed.</summary>
    public Guid Of(Guid account)
    {
        while (next.TryGetValue(account, out var survivor))
        {
            account = survivor;
        }

        return account;
    }

    /// <summary>
    /// The accounts whose figures some customers have: their own and those of the accounts they absorbed. Customers
    /// that were absorbed have none.
    /// </summary>
    public IReadOnlyCollection<Guid> Behind(IEnumerable<Guid> customers)
    {
        if (next.Count == 0)
        {
            return [.. customers.Distinct()];
        }

        var wanted = customers.Where(one => !next.ContainsKey(one)).ToHashSet();
        return [.. wanted, .. next.Keys.Where(absorbed => wanted.Contains(Of(absorbed)))];
    }

    /// <summary>The accounts whose figures the customers of a scope have.</summary>
    public AccountScope Behind(AccountScope scope) =>
        scope.All || next.Count == 0 ? scope : new AccountScope(All: false, Behind(scope.Accounts).ToHashSet());
}

/// <summary>Reads merges, all at once, since they are few.</summary>
internal sealed class MergeReader(RevenueDb db)
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
