using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// Which machine is it whose API key started a job? Access answers, with <c>null</c> once the key is revoked or its maker
/// is out of service: work that the machine began goes on past the expiry of a secret.
/// </summary>
/// <param name="KeyId">The key; it stays the same when its secret is rotated.</param>
public sealed record MachineOf(Guid KeyId) : IQuestion<Caller?>;
