using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>
/// An <see cref="MrrLevel"/> with the kind of movement that led to it, packed into 16 bytes: a host caches tens of
/// millions.
/// </summary>
internal readonly struct MrrPoint(in MrrLevel level, MovementKind? kind)
{
    private readonly ushort _tags = (ushort)level.Tags;
    private readonly byte _standing = (byte)level.Standing;

    // 0 where nobody came or went and no MRR moved.
    private readonly byte _kind = (byte)(kind is { } moved ? (int)moved + 1 : 0);

    /// <summary>Minor units, 0 or more.</summary>
    public long Minor { get; } = level.Minor;

    /// <summary>The first day.</summary>
    public DateOnly From { get; } = level.From;

    /// <summary>Why it changed on that day.</summary>
    public MovementTags Tags => (MovementTags)_tags;

    /// <summary>Whether the account counts as a customer.</summary>
    public Standing Standing => (Standing)_standing;

    /// <summary>The movement of that day, or <c>null</c> where there was none.</summary>
    public MovementKind? Kind => _kind == 0 ? null : (MovementKind)(_kind - 1);

    /// <summary>The level without the kind.</summary>
    public MrrLevel Level => new(From, Minor, Standing, Tags);
}

/// <summary>The MRR of one account in one currency over time, as known at some instant. Immutable.</summary>
internal sealed class AccountHistory : IWindowed
{
    private readonly MrrPoint[] _points;

    private AccountHistory(AccountCurrency accountCurrency, MrrPoint[] points) =>
        (AccountCurrency, _points) = (accountCurrency, points);

    /// <inheritdoc />
    public AccountCurrency AccountCurrency { get; }

    /// <summary>The levels by rising day, each different from the one before; MRR is 0 before the first.</summary>
    public IEnumerable<MrrLevel> Levels => _points.Select(point => point.Level);

    /// <summary>The changes by rising day.</summary>
    public IEnumerable<MrrChange> Changes
    {
        get
        {
            var before = 0L;
            foreach (var point in _points)
            {
                if (point.Kind is { } kind)
                {
                    yield return new MrrChange(point.From, kind, before, point.Minor, point.Tags);
                }

                before = point.Minor;
            }
        }
    }

    /// <summary>The day of the first movement that is new business, or <c>null</c>.</summary>
    public DateOnly? Began =>
        Array.Find(_points, point => point.Kind == MovementKind.New) is { Kind: not null } first ? first.From : null;

    /// <summary>Derives the history from the facts that were known at some instant.</summary>
    public static AccountHistory Of(
        AccountCurrency accountCurrency,
        IEnumerable<SubscriptionFact> facts,
        RulesInForce rules
    ) => OfLevels(accountCurrency, MrrHistory.Levels(facts, rules), rules);

    /// <summary>The history that has some levels.</summary>
    /// <param name="accountCurrency">Whose.</param>
    /// <param name="levels">By rising day, each different from the one before.</param>
    /// <param name="rules">The rules that tell a return from new business.</param>
    public static AccountHistory OfLevels(AccountCurrency accountCurrency, MrrLevel[] levels, RulesInForce rules)
    {
        var kinds = MrrHistory.Kinds(levels, rules);
        var points = new MrrPoint[levels.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new MrrPoint(levels[i], kinds[i]);
        }

        return new AccountHistory(accountCurrency, points);
    }

    /// <summary>The level at the end of a day. O(log n).</summary>
    public MrrLevel At(DateOnly day) =>
        FirstFrom(day.AddDays(1)) is var next and > 0 ? _points[next - 1].Level : default;

    /// <summary>The window of some months.</summary>
    public AccountWindow Between(Month from, Month to) => Between(from.First, to.Last);

    /// <inheritdoc />
    /// <remarks>O(log n + movements inside).</remarks>
    public AccountWindow Between(DateOnly first, DateOnly last)
    {
        var next = FirstFrom(first);
        return Window(ref next, last);
    }

    /// <inheritdoc />
    /// <remarks>
    /// O(log n + months + movements inside): figures of three years ask for millions of months, and in most nothing
    /// moves.
    /// </remarks>
    public void AddTo<TTotals>(ReadOnlySpan<TTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months)
        where TTotals : class, IWindowTotals
    {
        var next = FirstFrom(months[0].First);
        for (var i = 0; i < months.Length; i++)
        {
            if (next < _points.Length && _points[next].From <= months[i].Last)
            {
                totals[i].Add(Window(ref next, months[i].Last));
            }
            else if (next > 0)
            {
                totals[i].AddUnmoved(_points[next - 1].Minor, _points[next - 1].Standing != Standing.Gone);
            }
        }
    }

    /// <summary>
    /// The level at the end of a day, for a caller who asks for one day after another. O(1) on average.
    /// </summary>
    /// <param name="day">The day of the last call or a later one.</param>
    /// <param name="next">The index that the last call left; 0 at first.</param>
    public MrrLevel At(DateOnly day, ref int next)
    {
        while (next < _points.Length && _points[next].From <= day)
        {
            next++;
        }

        return next == 0 ? default : _points[next - 1].Level;
    }

    // The window that ends on a last day; its changes begin with the point at the index, which is moved behind the last
    // of them.
    private AccountWindow Window(ref int next, DateOnly last)
    {
        var (come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L);
        var (tagged, isNew, first) = (default(TaggedSizes), false, next);
        var start = first == 0 ? default : _points[first - 1].Level;
        var before = start.Minor;
        for (; next < _points.Length && _points[next].From <= last; next++)
        {
            ref readonly var point = ref _points[next];
            var size = Math.Abs(point.Minor - before);
            switch (point.Kind)
            {
                case MovementKind.New:
                    (come, isNew) = (come + size, true);
                    break;
                case MovementKind.Reactivation:
                    back += size;
                    break;
                case MovementKind.Expansion:
                    up += size;
                    break;
                case MovementKind.Contraction:
                    down += size;
                    break;
                case MovementKind.Churn:
                    lost += size;
                    break;
            }

            if (point is { Tags: not MovementTags.None, Kind: not null })
            {
                tagged += TaggedSizes.Of(point.Tags, size);
            }

            before = point.Minor;
        }

        return new AccountWindow(
            AccountCurrency,
            start.Minor,
            before,
            come,
            back,
            up,
            down,
            lost,
            PaidBefore: HasMoved(first) && !(start.Minor == 0 && isNew)
        )
        {
            StandsAtStart = start.Standing != Standing.Gone,
            StandsAtEnd = next > 0 && _points[next - 1].Standing != Standing.Gone,
            Tagged = tagged,
        };
    }

    // The index of the first point on a day or later.
    private int FirstFrom(DateOnly day)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].From < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Whether any of the first points is a movement; nearly always the very first is.
    private bool HasMoved(int points)
    {
        for (var i = 0; i < points; i++)
        {
            if (_points[i].Kind is not null)
            {
                return true;
            }
        }

        return false;
    }
}
