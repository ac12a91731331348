namespace CsMonolith.Journey;

/// <summary>A rule for addresses that people may follow from a page: no page of ours carries another scheme.</summary>
internal static class WebAddress
{
    /// <summary>Whether a text is an absolute address of http or https.</summary>
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>The same for a field that may be left out.</summary>
    public static IRuleBuilderOptions<T, string?> IsWebAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || IsOne(text))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "https:// または http:// で始まるアドレスを指定してください。"
                    : "Give an address that begins with https:// or http://."
            );
}
