using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>An account's MRR from a day on, until the next turn, and the movement by which it came to that. Sixteen bytes, as a host keeps tens of millions.</summary>
internal readonly struct Turn(in Balance balance, MovementKind? kind)
{
    private readonly ushort _tags = (ushort)balance.Tags;
    private readonly byte _standing = (byte)balance.Standing;

    // 0 where nobody came or went and no MRR moved.
    private readonly byte _kind = (byte)(kind is { } moved ? (int)moved + 1 : 0);

    /// <summary>Minor units, 0 or more.</summary>
    public long Minor { get; } = balance.Minor;

    /// <summary>The first day.</summary>
    public DateOnly From { get; } = balance.From;

    /// <summary>Of the change on that day.</summary>
    public MovementTags Tags => (MovementTags)_tags;

    /// <summary>Whether it counts as a customer.</summary>
    public Standing Standing => (Standing)_standing;

    /// <summary>The movement of that day, or <c>null</c> where there was none.</summary>
    public MovementKind? Kind => _kind == 0 ? null : (MovementKind)(_kind - 1);

    /// <summary>The balance alone.</summary>
    public Balance Balance => new(From, Minor, Standing, Tags);
}

/// <summary>One account's balances and movements in one currency, as known at some instant: its turns, by rising day.</summary>
internal sealed class AccountHistory : IWindowed
{
    private readonly Turn[] _turns;

    private AccountHistory(Purse purse, Turn[] turns) => (Purse, _turns) = (purse, turns);

    /// <inheritdoc />
    public Purse Purse { get; }

    /// <summary>By rising day, each different from the one before; 0 before the first.</summary>
    public IEnumerable<Balance> Balances => _turns.Select(turn => turn.Balance);

    /// <summary>By rising day.</summary>
    public IEnumerable<Move> Moves
    {
        get
        {
            var before = 0L;
            foreach (var turn in _turns)
            {
                if (turn.Kind is { } kind)
                {
                    yield return new Move(turn.From, kind, before, turn.Minor, turn.Tags);
                }

                before = turn.Minor;
            }
        }
    }

    /// <summary>The day of the first movement that is new business, or <c>null</c>.</summary>
    public DateOnly? Began =>
        Array.Find(_turns, turn => turn.Kind == MovementKind.New) is { Kind: not null } first ? first.From : null;

    /// <summary>What facts known at some instant say.</summary>
    public static AccountHistory Of(Purse purse, IEnumerable<SubscriptionFact> facts, RulesInForce rules)
    {
        var balances = MrrHistory.Balances(facts, rules);
        var kinds = MrrHistory.Kinds(balances, rules);
        var turns = new Turn[balances.Length];
        for (var i = 0; i < turns.Length; i++)
        {
            turns[i] = new Turn(balances[i], kinds[i]);
        }

        return new AccountHistory(purse, turns);
    }

    /// <summary>The balance of a day, inclusive. O(log n).</summary>
    public Balance At(DateOnly day) =>
        FirstFrom(day.AddDays(1)) is var next and > 0 ? _turns[next - 1].Balance : default;

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
    /// <remarks>O(log n + months + movements inside): figures of three years ask for millions of months, and in most nothing moves.</remarks>
    public void AddTo(ReadOnlySpan<RetentionTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months)
    {
        var next = FirstFrom(months[0].First);
        for (var i = 0; i < months.Length; i++)
        {
            if (next < _turns.Length && _turns[next].From <= months[i].Last)
            {
                totals[i].Add(Window(ref next, months[i].Last));
            }
            else if (next > 0)
            {
                totals[i].AddUnmoved(_turns[next - 1].Minor, _turns[next - 1].Standing != Standing.Gone);
            }
        }
    }

    /// <summary>The balance of a day, inclusive, for one day after another.</summary>
    /// <param name="day">Not before that of the last call.</param>
    /// <param name="next">How far the last call came; 0 at first.</param>
    public Balance At(DateOnly day, ref int next)
    {
        while (next < _turns.Length && _turns[next].From <= day)
        {
            next++;
        }

        return next == 0 ? default : _turns[next - 1].Balance;
    }

    // The window from the day of the next turn or earlier to a last day, after which the next turn is the first beyond it.
    private AccountWindow Window(ref int next, DateOnly last)
    {
        var (come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L);
        var (tagged, isNew, first) = (default(TaggedSizes), false, next);
        var start = first == 0 ? default : _turns[first - 1].Balance;
        var before = start.Minor;
        for (; next < _turns.Length && _turns[next].From <= last; next++)
        {
            ref readonly var turn = ref _turns[next];
            var size = Math.Abs(turn.Minor - before);
            switch (turn.Kind)
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

            if (turn is { Tags: not MovementTags.None, Kind: not null })
            {
                tagged += TaggedSizes.Of(turn.Tags, size);
            }

            before = turn.Minor;
        }

        return new AccountWindow(
            Purse,
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
            StandsAtEnd = next > 0 && _turns[next - 1].Standing != Standing.Gone,
            Tagged = tagged,
        };
    }

    // The first turn on a day or later.
    private int FirstFrom(DateOnly day)
    {
        var (low, high) = (0, _turns.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _turns[middle].From < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Whether any of the first turns moved something; nearly always the very first did.
    private bool HasMoved(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            if (_turns[i].Kind is not null)
            {
                return true;
            }
        }

        return false;
    }
}
