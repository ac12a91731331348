using CsMonolith.Kernel;
using CsMonolith.Revenue.Movements;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Revenue;

/// <summary>What an installation decides about revenue.</summary>
/// <param name="DefaultCurrency">The currency of imported rows that name none; <c>Revenue:DefaultCurrency</c>, JPY if absent.</param>
/// <param name="ChurnDating">On which day a cancelled subscription stops counting; <c>Revenue:ChurnDating</c>.</param>
internal sealed record RevenueSettings(string DefaultCurrency, ChurnDating ChurnDating)
{
    public static RevenueSettings From(IConfiguration configuration)
    {
        var currency = configuration["Revenue:DefaultCurrency"] ?? "JPY";
        if (!Money.Currencies.ContainsKey(currency))
        {
            throw new InvalidOperationException($"Revenue:DefaultCurrency '{currency}' is none of {string.Join(", ", Money.Currencies.Keys)}.");
        }

        var dating = configuration["Revenue:ChurnDating"] ?? nameof(ChurnDating.AtServiceEnd);
        return Enum.TryParse<ChurnDating>(dating, ignoreCase: true, out var policy)
            ? new RevenueSettings(currency, policy)
            : throw new InvalidOperationException($"Revenue:ChurnDating '{dating}' is none of {string.Join(", ", Enum.GetNames<ChurnDating>())}.");
    }
}
