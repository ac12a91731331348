namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>Every refusal of acquisition costs.</summary>
internal static class AcquisitionErrors
{
    public static Error MonthAhead(Month month, Month present) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/month",
                $"{month} has not begun. Give {present} or an earlier month.",
                $"{month}はまだ始まっていません。{present}以前の月を指定してください。"
            )
        );

    public static Error OtherCurrency(string given, string own) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/amount/currency",
                $"The cost is recorded in {own}, not in {given}. Give the amount in {own}, or correct it to 0 and "
                    + "record another.",
                $"この費用の通貨は{own}です。{given}ではなく{own}で指定するか、0に訂正して別の費用を登録してください。"
            )
        );

    public static Error SameAmount(Money amount) =>
        new(
            ErrorKind.Conflict,
            "revenue.acquisition-cost.same",
            $"The cost is {amount} already. Give another amount.",
            $"この費用はすでに {amount} です。別の金額を指定してください。"
        );
}
