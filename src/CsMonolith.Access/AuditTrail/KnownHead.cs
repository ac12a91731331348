using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CsMonolith.Access.AuditTrail;

/// <summary>
/// The end of the audit trail as somebody has kept it outside the database: <c>1284:9f3c…</c>, as the log writes it.
/// </summary>
/// <param name="Number">The last link.</param>
/// <param name="Hash">Its hash, 32 bytes.</param>
internal sealed record KnownHead(long Number, byte[] Hash)
{
    private const int HashBytes = 32;

    /// <summary>As it is written.</summary>
    public static string Of(AuditHead head) =>
        string.Create(CultureInfo.InvariantCulture, $"{head.Number}:{Convert.ToHexStringLower(head.Hash)}");

    /// <summary>Reads it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out KnownHead? head)
    {
        head = null;
        var parts = text.Split(':');
        if (
            parts.Length != 2
            || parts[1].Length != HashBytes * 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return false;
        }

        var hash = new byte[HashBytes];
        if (Convert.FromHexString(parts[1], hash, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        head = new KnownHead(number, hash);
        return true;
    }
}
