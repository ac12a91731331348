namespace CsMonolith.Health.Onboarding;

/// <summary>What Health refuses about onboarding, time to value and launches.</summary>
internal static class OnboardingErrors
{
    public static Error UnknownGrouping(string by, IReadOnlyList<string> known) =>
        Parameter(
            "health.time-to-value.unknown-grouping",
            "by",
            $"'{by}' is not a grouping. Use {string.Join(", ", known)}.",
            $"「{by}」ではまとめられません。{string.Join("、", known)} のいずれかを指定してください。"
        );

    public static Error UnknownStart(string start, IReadOnlyList<string> known) =>
        Parameter(
            "health.time-to-value.unknown-start",
            "start",
            $"'{start}' is no day from which time to value counts. Use {string.Join(", ", known)}, or leave it out.",
            $"「{start}」は起点として使えません。{string.Join("、", known)} のいずれかを指定するか、省略してください。"
        );

    public static Error NoSuchProgramme(Guid programme) =>
        Parameter(
            "health.onboarding.no-such-programme",
            "programmeId",
            $"There is no onboarding programme {programme}. Take one of GET /v1/onboarding-programmes.",
            $"オンボーディングのプログラム {programme} はありません。GET /v1/onboarding-programmes にあるものを指定してください。"
        );

    private static Error Parameter(string code, string name, string en, string ja) =>
        new(ErrorKind.Invalid, code, en, ja) { Fields = [new FieldFault(name, en, ja)] };
}
