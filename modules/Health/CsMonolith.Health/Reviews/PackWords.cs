using System.Globalization;

namespace CsMonolith.Health.Reviews;

/// <summary>Words and figures as a pack shows them, in its language.</summary>
internal sealed class PackWords(PackLanguage language)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public bool Japanese { get; } = language == PackLanguage.Ja;

    public string Say(string ja, string en) => Japanese ? ja : en;

    public PackText Word(string ja, string en) => new(Say(ja, en));

    /// <summary>"—" where there is none.</summary>
    public PackText Day(DateOnly? day) => day is { } known ? new PackText(Date(known)) : None;

    public string Date(DateOnly day) =>
        Japanese
            ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
            : day.ToString("d MMM yyyy", English);

    public string Month(Month month) =>
        Japanese
            ? string.Create(CultureInfo.InvariantCulture, $"{month.First.Year}年{month.First.Month}月")
            : month.First.ToString("MMM yyyy", English);

    public PackText Count(long? count) =>
        count is { } known ? new PackText(known.ToString("N0", CultureInfo.InvariantCulture), known) : None;

    /// <summary>At most two decimals, as goals are shown everywhere.</summary>
    public PackText Number(double? number) =>
        number is { } known && Math.Abs(known) < (double)decimal.MaxValue
            ? new PackText(known.ToString("#,##0.##", CultureInfo.InvariantCulture), (decimal)known)
            : None;

    public PackText Number(decimal? number) =>
        number is { } known ? new PackText(known.ToString("#,##0.##", CultureInfo.InvariantCulture), known) : None;

    public PackText Percent(decimal? share) =>
        share is { } known
            ? new PackText($"{(known * 100).ToString("0.#", CultureInfo.InvariantCulture)} %", known)
            : None;

    public PackText Amount(Money money)
    {
        var decimals = Money.Currencies[money.Currency];
        var figure = money.Major.ToString($"N{decimals}", CultureInfo.InvariantCulture);
        return new PackText(
            Japanese && money.Currency == "JPY" ? $"{figure}円" : $"{figure} {money.Currency}",
            money.Major
        );
    }

    public static PackText None { get; } = new("—");
}
