namespace CsMonolith.Revenue.Subscriptions;

/// <summary>How long a term is renewed and until when notice is given, where the contract does not say so.</summary>
internal static class RenewalTerms
{
    public const int MostMonths = 120;
    public const int MostNoticeDays = 366;
    public const int Months = 12;
    public const int NoticeDays = 30;
}
