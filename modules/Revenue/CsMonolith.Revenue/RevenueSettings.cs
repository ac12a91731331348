using Microsoft.Extensions.Configuration;

namespace CsMonolith.Revenue;

/// <summary>What an installation decides about revenue; how it is counted, the company decides in policies.</summary>
/// <param name="DefaultCurrency">The currency of imported rows that name none; <c>Revenue:DefaultCurrency</c>, JPY if absent.</param>
internal sealed record RevenueSettings(string DefaultCurrency)
{
    public static RevenueSettings From(IConfiguration configuration)
    {
        var currency = configuration["Revenue:DefaultCurrency"] ?? "JPY";
        if (!Money.Currencies.ContainsKey(currency))
        {
            throw new InvalidOperationException($"Revenue:DefaultCurrency '{currency}' is none of {string.Join(", ", Money.Currencies.Keys)}.");
        }

        return new RevenueSettings(currency);
    }
}
