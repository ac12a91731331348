using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>Where the days of waiting went.</summary>
/// <param name="Phase">Code of the phase; <c>null</c> for days before the first one.</param>
/// <param name="Reached">Mean days among customers who had their first value; <c>null</c> without any.</param>
/// <param name="Waiting">Mean days so far among those who had not; <c>null</c> without any.</param>
internal sealed record PhaseDays(
    string? Phase,
    string? En,
    string? Ja,
    [property: Ratio] double? Reached,
    [property: Ratio] double? Waiting
);

/// <summary>Divides the days of waiting among the phases in which they passed.</summary>
internal sealed class PhaseLedger(IReadOnlyList<PhaseName> names, ILookup<Guid, PhaseEntered> entries)
{
    /// <summary>
    /// Mean days per phase, in the phases' order. The means of those who reached it sum to their mean time to value; those
    /// who still wait, or left, are told apart, since their days are not over.
    /// </summary>
    public IReadOnlyList<PhaseDays> Of(IReadOnlyCollection<CustomerWait> waits)
    {
        var (reached, waiting) = (new Days(), new Days());
        foreach (var wait in waits)
        {
            Divide(wait, wait.State == ValueState.Reached ? reached : waiting);
        }

        return
        [
            .. names
                .OrderBy(name => name.Order)
                .Select(name => (Code: (string?)name.Code, name.En, name.Ja))
                .Append((null, null!, null!))
                .Where(phase => reached.Has(phase.Code) || waiting.Has(phase.Code))
                .Select(phase => new PhaseDays(
                    phase.Code,
                    phase.En,
                    phase.Ja,
                    reached.Mean(phase.Code),
                    waiting.Mean(phase.Code)
                )),
        ];
    }

    private void Divide(CustomerWait wait, Days into)
    {
        into.Customers++;
        var (day, phase) = (wait.StartOn, (string?)null);
        foreach (var entry in entries[wait.AccountId])
        {
            if (entry.On > day)
            {
                var until = entry.On < wait.EndOn ? entry.On : wait.EndOn;
                into.Add(phase, until.DayNumber - day.DayNumber);
                day = until > day ? until : day;
            }

            phase = entry.Phase;
        }

        into.Add(phase, wait.EndOn.DayNumber - day.DayNumber);
    }

    // Sums over customers of one kind.
    private sealed class Days
    {
        private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);

        public int Customers { get; set; }

        public void Add(string? phase, int days)
        {
            if (days > 0)
            {
                _sums[phase ?? ""] = _sums.GetValueOrDefault(phase ?? "") + days;
            }
        }

        public bool Has(string? phase) => _sums.ContainsKey(phase ?? "");

        public double? Mean(string? phase) =>
            Customers == 0 ? null : (double)_sums.GetValueOrDefault(phase ?? "") / Customers;
    }
}
