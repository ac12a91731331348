namespace CsMonolith.Offender;

/// <summary>Names what belongs to another module in strings, where no compiler sees it.</summary>
internal static class NamesOfOthers
{
    /// <summary>An operation of Feedback.</summary>
    public static string Operation() => "ListTickets";

    /// <summary>An event of Feedback.</summary>
    public static string Event() => "FieldCardWritten";
}
