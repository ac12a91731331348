using System.Security.Cryptography;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Access.AuditTrail;

/// <summary>
/// The key that signs the heads of the audit trail: the PEM file that <c>Audit:KeyFile</c> names, else one that is made
/// at the first use and lies in the database. Whoever can write to the database could sign with the latter, so
/// production should name a file; in either case the heads in the log bear witness.
/// </summary>
internal sealed class AuditKey(IServiceScopeFactory scopes, IConfiguration configuration) : IDisposable
{
    private const string Name = "audit";
    private readonly SemaphoreSlim _opening = new(1, 1);
    private ECDsa? _key;

    /// <summary>Opens the key. Not within a transaction: making a key is one of its own.</summary>
    public async Task<ECDsa> Open(CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            return _key ??= configuration["Audit:KeyFile"] is { Length: > 0 } file
                ? FromFile(file)
                : await FromDatabase(cancellation);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Signs a head; notes which key did.</summary>
    public async Task Sign(AuditHead head, CancellationToken cancellation)
    {
        var key = await Open(cancellation);
        head.KeyId = IdOf(key);
        head.Signature = key.SignData(AuditChain.FormOf(head), HashAlgorithmName.SHA256);
    }

    /// <summary>Whether a head bears a signature of this key.</summary>
    public async Task<bool> Signed(AuditHead head, CancellationToken cancellation) =>
        (await Open(cancellation)).VerifyData(AuditChain.FormOf(head), head.Signature, HashAlgorithmName.SHA256);

    /// <inheritdoc />
    public void Dispose()
    {
        _key?.Dispose();
        _opening.Dispose();
    }

    private static string IdOf(ECDsa key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    private static ECDsa FromFile(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private async Task<ECDsa> FromDatabase(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var secret = await InstallationSecret.Get(
            scope.ServiceProvider.GetRequiredService<PlatformDb>(),
            Name,
            Make,
            cancellation
        );
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        return key;
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
