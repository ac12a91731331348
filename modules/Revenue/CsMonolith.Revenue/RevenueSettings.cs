using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Revenue;

/// <summary>What an installation decides about revenue; how it is counted, the company decides in policies.</summary>
/// <param name="DefaultCurrency">The currency of imported rows that name none; <c>Revenue:DefaultCurrency</c>, JPY if absent.</param>
/// <param name="TroubleMillionths">The model's chance of churn from which a customer is in trouble and nothing is sold to it; <c>Revenue:TroubleFrom</c>, 0.5 if absent.</param>
/// <param name="LeadCriteria">What a lead must fulfil before sales gets it; <c>Revenue:LeadCriteria</c>, parted by commas.</param>
internal sealed record RevenueSettings(string DefaultCurrency, int TroubleMillionths, IReadOnlyList<string> LeadCriteria)
{
    private const int Million = 1_000_000;

    public static RevenueSettings From(IConfiguration configuration)
    {
        var currency = configuration["Revenue:DefaultCurrency"] ?? "JPY";
        if (!Money.Currencies.ContainsKey(currency))
        {
            throw new InvalidOperationException($"Revenue:DefaultCurrency '{currency}' is none of {string.Join(", ", Money.Currencies.Keys)}.");
        }

        var trouble = configuration["Revenue:TroubleFrom"] ?? "0.5";
        if (!decimal.TryParse(trouble, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var from) || from is <= 0 or > 1)
        {
            throw new InvalidOperationException($"Revenue:TroubleFrom '{trouble}' is no chance above 0 and at most 1.");
        }

        var criteria = (configuration["Revenue:LeadCriteria"] ?? "need,budget,decision-maker,timing")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new RevenueSettings(currency, (int)(from * Million), criteria);
    }
}
