namespace CsMonolith.Kernel;

/// <summary>The currencies of ISO 4217 with the number of decimals that each is divided into.</summary>
/// <remarks>
/// Source: list one of ISO 4217 as published by the maintenance agency (SIX Group) on 2026-01-01, all 163 currencies
/// and funds that have a minor unit of 0, 2 or 3 decimals. Metals, bond units, test codes and the code for no currency
/// have none; CLF and UYW, with four, are units of account in which nobody is billed. From list three, those withdrawn
/// since 2021, which older invoices still bear. When a list is published, change the codes here and this date.
/// </remarks>
public static class Iso4217
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        + "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        + "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        + "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
        + "YER ZAR ZMW ZWG";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string WithdrawnWithTwoDecimals = "ANG BGN CUC HRK SLL ZWL";

    /// <summary>By code: three capital letters, and 0, 2 or 3 decimals.</summary>
    public static IReadOnlyDictionary<string, int> Decimals { get; } =
        new (string Codes, int Decimals)[]
        {
            (NoDecimals, 0),
            (TwoDecimals, 2),
            (ThreeDecimals, 3),
            (WithdrawnWithTwoDecimals, 2),
        }
            .SelectMany(group => group.Codes.Split(' ').Select(code => (code, group.Decimals)))
            .ToDictionary(one => one.code, one => one.Decimals, StringComparer.Ordinal);

    /// <summary>Why a code is refused, with the remedy, in English and Japanese.</summary>
    /// <param name="code">What was given; <c>null</c> for nothing.</param>
    public static (string En, string Ja) Unknown(string? code) =>
        (
            $"'{code}' is no currency of ISO 4217. Give its code in three capital letters, such as JPY, USD or EUR.",
            $"「{code}」は ISO 4217 の通貨コードではありません。JPY、USD、EUR のような大文字3文字のコードを指定してください。"
        );
}
