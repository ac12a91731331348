namespace CsMonolith.Journey.Handoffs;

/// <summary>A promise of the ledger.</summary>
/// <param name="MadeById">Who of us promised it; <c>null</c> where that person is nobody here.</param>
/// <param name="IsOpenGap">Promised, not there today, and not settled with the customer.</param>
/// <param name="Version">Give it back as If-Match to change the promise.</param>
internal sealed record PromiseProfile(
    Guid Id,
    Guid AccountId,
    Guid? HandoffId,
    string What,
    string? MadeTo,
    DateOnly MadeOn,
    Guid? MadeById,
    PromiseAvailability Availability,
    DateOnly? AvailableFrom,
    string? Gap,
    Guid? OwnerId,
    string? Resolution,
    DateOnly? ResolvedOn,
    bool IsOpenGap,
    long Version
)
{
    public static PromiseProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f4"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f2"),
            "4月までにシングルサインオンを使えるようにする",
            "情報システム部 高橋 誠",
            new DateOnly(2026, 10, 2),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            PromiseAvailability.Planned,
            new DateOnly(2027, 4, 1),
            "対応は4月以降。それまではIDとパスワードで利用する。",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            Resolution: null,
            ResolvedOn: null,
            IsOpenGap: true,
            Version: 1
        );

    public static PromiseProfile Of(PromiseMade one) =>
        new(
            one.Id,
            one.AccountId,
            one.HandoffId,
            one.What,
            one.MadeTo,
            one.MadeOn,
            one.MadeById,
            one.Availability,
            one.AvailableFrom,
            one.Gap,
            one.OwnerId,
            one.Resolution,
            one.ResolvedOn,
            one.IsOpenGap,
            one.Version
        );
}
