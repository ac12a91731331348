using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Revenue;

/// <summary>What an installation decides about revenue; how it is counted, the company decides in policies.</summary>
/// <param name="DefaultCurrency">
/// The currency of imported rows that name none; <c>Revenue:DefaultCurrency</c>, JPY if absent.
/// </param>
/// <param name="LeadCriteria">
/// What a lead must fulfil before sales gets it; <c>Revenue:LeadCriteria</c>, parted by commas.
/// </param>
/// <param name="ProposalMinutes">
/// Minutes that a proposal takes by hand, where its maker says nothing; <c>Revenue:ProposalMinutes</c>, 90 if absent.
/// </param>
/// <param name="Chromium">
/// What prints PDFs; <c>Revenue:Chromium</c>, or the first that is found in the usual places, or none.
/// </param>
/// <param name="KeptAccounts">
/// Of how many accounts a host keeps histories; <c>Revenue:KeptAccounts</c>, a million if absent.
/// </param>
internal sealed record RevenueSettings(
    string DefaultCurrency,
    IReadOnlyList<string> LeadCriteria,
    int ProposalMinutes,
    string? Chromium,
    int KeptAccounts
)
{
    private const int MinutesOfADay = 24 * 60;
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public static RevenueSettings From(IConfiguration configuration)
    {
        var currency = configuration["Revenue:DefaultCurrency"] ?? "JPY";
        if (!Money.Currencies.ContainsKey(currency))
        {
            throw new InvalidOperationException($"Revenue:DefaultCurrency: {Iso4217.Unknown(currency).En}");
        }

        var criteria = (configuration["Revenue:LeadCriteria"] ?? "need,budget,decision-maker,timing").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var minutes = configuration["Revenue:ProposalMinutes"] ?? "90";
        if (
            !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var byHand)
            || byHand > MinutesOfADay
        )
        {
            throw new InvalidOperationException(
                $"Revenue:ProposalMinutes '{minutes}' is no number of minutes from 0 to {MinutesOfADay}."
            );
        }

        var kept = configuration["Revenue:KeptAccounts"] ?? "1000000";
        if (!int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
        {
            throw new InvalidOperationException($"Revenue:KeptAccounts '{kept}' is no number of accounts, 0 or more.");
        }

        return new RevenueSettings(
            currency,
            criteria,
            byHand,
            configuration["Revenue:Chromium"] ?? UsualPlaces.FirstOrDefault(File.Exists),
            most
        );
    }
}
