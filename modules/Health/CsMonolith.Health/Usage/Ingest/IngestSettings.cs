using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Settings of the usage stream, from the configuration section <c>UsageIngest</c>. Each has a default.
/// </summary>
/// <param name="LargestBody">Bytes of a request's body, after it is inflated.</param>
/// <param name="LargestMessage">Bytes of one message.</param>
/// <param name="EventsPerSecond">Messages that one key may send in the long run.</param>
/// <param name="Burst">Messages that one key may send at once.</param>
/// <param name="MostWaiting">Messages that may wait to be stored, over all keys.</param>
/// <param name="Denied">Names of properties that are never stored, see <see cref="Plain"/>.</param>
/// <param name="Freshness">How old the newest event of a source may be.</param>
/// <param name="FreshnessOf">The same for single sources.</param>
internal sealed record IngestSettings(
    int LargestBody,
    int LargestMessage,
    int EventsPerSecond,
    int Burst,
    int MostWaiting,
    FrozenSet<string> Denied,
    TimeSpan Freshness,
    IReadOnlyDictionary<string, TimeSpan> FreshnessOf
)
{
    // Names of people, ways to reach them, and addresses of pages, whose query strings often hold both.
    private static readonly string[] DeniedUnlessToldOtherwise =
    [
        "email",
        "emailAddress",
        "mail",
        "phone",
        "phoneNumber",
        "mobile",
        "fax",
        "name",
        "firstName",
        "lastName",
        "fullName",
        "userName",
        "nickname",
        "displayName",
        "address",
        "street",
        "city",
        "postalCode",
        "zip",
        "zipCode",
        "birthday",
        "birthdate",
        "dateOfBirth",
        "age",
        "gender",
        "avatar",
        "ip",
        "ipAddress",
        "password",
        "token",
        "secret",
        "creditCard",
        "cardNumber",
        "ssn",
        "myNumber",
        "latitude",
        "longitude",
        "location",
        "url",
        "referrer",
        "referer",
        "search",
        "query",
        "氏名",
        "名前",
        "姓",
        "名",
        "メール",
        "メールアドレス",
        "電話番号",
        "住所",
        "生年月日",
    ];

    /// <summary>Reads the section.</summary>
    public static IngestSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("UsageIngest");
        var denied = section
            .GetSection("DeniedProperties")
            .GetChildren()
            .Select(one => one.Value)
            .OfType<string>()
            .ToList();
        return new IngestSettings(
            Number("LargestBodyBytes", 500 * 1024),
            Number("LargestMessageBytes", 32 * 1024),
            Number("EventsPerSecond", 100_000),
            Number("Burst", 200_000),
            Number("MostWaiting", 50_000),
            (denied.Count > 0 ? denied : [.. DeniedUnlessToldOtherwise])
                .Select(Plain)
                .ToFrozenSet(StringComparer.Ordinal),
            TimeSpan.FromHours(Number("FreshnessHours", 24)),
            section
                .GetSection("FreshnessHoursOf")
                .GetChildren()
                .ToDictionary(
                    one => one.Key,
                    one => TimeSpan.FromHours(Parse(one.Path, one.Value!)),
                    StringComparer.OrdinalIgnoreCase
                )
        );

        int Number(string name, int otherwise) =>
            section[name] is { } text ? Parse($"UsageIngest:{name}", text) : otherwise;
    }

    /// <summary>
    /// A property's name without case, blanks, hyphens and underscores: <c>First_Name</c> and <c>firstName</c> are one.
    /// </summary>
    public static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not ('_' or '-' or ' ' or '.' or '$'))).ToLowerInvariant();

    /// <summary>How old the newest event of a source may be before it counts as late.</summary>
    public TimeSpan FreshnessLimit(string source) => FreshnessOf.GetValueOrDefault(source, Freshness);

    private static int Parse(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"{name} is '{text}'; it must be a whole number above zero.");
}
