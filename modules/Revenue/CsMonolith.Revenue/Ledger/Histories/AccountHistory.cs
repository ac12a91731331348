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
}

/// <summary>One named part of the movement that led to a point, packed into 16 bytes.</summary>
internal readonly struct NamedPart
{
    private readonly long _minor;
    private readonly Name _name;

    private NamedPart(int point, Name name, long minor) => (Point, _name, _minor) = (point, name, minor);

    private enum Name
    {
        Seats,
        PriceRise,
        Escalator,
        Pause,
        FreeDowngrade,
    }

    /// <summary>The index of the point.</summary>
    public int Point { get; }

    /// <summary>The part, with nothing for the others.</summary>
    public PartSizes Sizes =>
        _name switch
        {
            Name.Seats => default(PartSizes) with { Seats = _minor },
            Name.PriceRise => default(PartSizes) with { PriceRise = _minor },
            Name.Escalator => default(PartSizes) with { Escalator = _minor },
            Name.Pause => default(PartSizes) with { Pause = _minor },
            _ => default(PartSizes) with { FreeDowngrade = _minor },
        };

    /// <summary>The parts of a point that are not zero.</summary>
    public static IEnumerable<NamedPart> Of(int point, PartSizes sizes) =>
        new NamedPart[]
        {
            new(point, Name.Seats, sizes.Seats),
            new(point, Name.PriceRise, sizes.PriceRise),
            new(point, Name.Escalator, sizes.Escalator),
            new(point, Name.Pause, sizes.Pause),
            new(point, Name.FreeDowngrade, sizes.FreeDowngrade),
        }.Where(part => part._minor != 0);
}

/// <summary>The MRR of one account in one currency over time, as known at some instant. Immutable.</summary>
internal sealed class AccountHistory : IWindowed
{
    private readonly MrrPoint[] _points;

    // By rising point; most movements have one named part or none, so they are kept apart from the points.
    private readonly NamedPart[] _parts;

    private AccountHistory(AccountCurrency accountCurrency, MrrPoint[] points, NamedPart[] parts) =>
        (AccountCurrency, _points, _parts) = (accountCurrency, points, parts);

    /// <inheritdoc />
    public AccountCurrency AccountCurrency { get; }

    /// <summary>The levels by rising day, each different from the one before; MRR is 0 before the first.</summary>
    public IEnumerable<MrrLevel> Levels => _points.Select((_, point) => LevelOf(point));

    /// <summary>The changes by rising day.</summary>
    public IEnumerable<MrrChange> Changes
    {
        get
        {
            var before = 0L;
            for (var i = 0; i < _points.Length; i++)
            {
                var point = _points[i];
                if (point.Kind is { } kind)
                {
                    yield return new MrrChange(point.From, kind, before, point.Minor, point.Tags, PartsOf(i, i + 1));
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
        var parts = new List<NamedPart>();
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new MrrPoint(levels[i], kinds[i]);
            if (kinds[i] is not null && levels[i].Parts != default)
            {
                parts.AddRange(NamedPart.Of(i, levels[i].Parts));
            }
        }

        return new AccountHistory(accountCurrency, points, [.. parts]);
    }

    /// <summary>The level at the end of a day. O(log n).</summary>
    public MrrLevel At(DateOnly day) => FirstFrom(day.AddDays(1)) is var next and > 0 ? LevelOf(next - 1) : default;

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

        return next == 0 ? default : LevelOf(next - 1);
    }

    // The window that ends on a last day; its changes begin with the point at the index, which is moved behind the last
    // of them.
    private AccountWindow Window(ref int next, DateOnly last)
    {
        var (come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L);
        var (isNew, first) = (false, next);
        var (startMinor, standsAtStart) =
            first == 0 ? (0, false) : (_points[first - 1].Minor, _points[first - 1].Standing != Standing.Gone);
        var before = startMinor;
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

            before = point.Minor;
        }

        return new AccountWindow(
            AccountCurrency,
            startMinor,
            before,
            come,
            back,
            up,
            down,
            lost,
            PaidBefore: HasMoved(first) && !(startMinor == 0 && isNew)
        )
        {
            StandsAtStart = standsAtStart,
            StandsAtEnd = next > 0 && _points[next - 1].Standing != Standing.Gone,
            Parts = PartsOf(first, next),
        };
    }

    private MrrLevel LevelOf(int point) =>
        new(
            _points[point].From,
            _points[point].Minor,
            _points[point].Standing,
            _points[point].Tags,
            PartsOf(point, point + 1)
        );

    // The parts of the points from one index up to another. O(log parts + parts inside).
    private PartSizes PartsOf(int from, int to)
    {
        if (_parts.Length == 0 || from == to)
        {
            return default;
        }

        var (low, high) = (0, _parts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _parts[middle].Point < from ? (middle + 1, high) : (low, middle);
        }

        var sum = default(PartSizes);
        for (; low < _parts.Length && _parts[low].Point < to; low++)
        {
            sum += _parts[low].Sizes;
        }

        return sum;
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
