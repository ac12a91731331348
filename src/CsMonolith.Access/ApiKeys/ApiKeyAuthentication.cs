using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using CsMonolith.Access.SignIn;
using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Reads the API key of a request and finds out which machine calls.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessDb db,
    KeyUses uses,
    KeyMakers makers,
    FailedSignIns failures,
    RequestContext context
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-key";
    private const string Basic = "Basic ";

    // The SDKs of Segment send their write key as the name of HTTP Basic, and nothing else.
    private static readonly HashSet<string> TakesBasic = new(
        ["/v1/track", "/v1/identify", "/v1/group", "/v1/page", "/v1/screen", "/v1/alias", "/v1/batch"],
        StringComparer.OrdinalIgnoreCase
    );

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        var prefix = KeyText.PrefixOf(text) ?? "";
        var found = await (
            from secret in db.Set<ApiKeySecret>()
            join key in db.Set<ApiKey>() on secret.KeyId equals key.Id
            where secret.Prefix == prefix
            select new
            {
                key.Id,
                key.Name,
                key.ScopeWords,
                key.RevokedAt,
                key.CreatedBy,
                secret.Hash,
                secret.ExpiresAt,
            }
        ).SingleOrDefaultAsync(Context.RequestAborted);
        var now = db.Clock.Now;
        var refusal =
            found is null || !KeyText.Matches(text, found.Hash) ? AccessErrors.KeyUnknown
            : found.RevokedAt is not null ? AccessErrors.KeyRevoked
            : found.ExpiresAt <= now ? AccessErrors.KeyExpired
            : null;
        var maker =
            refusal is null && found!.CreatedBy is { } person
                ? await makers.Find(person, Context.RequestServices, Context.RequestAborted)
                : null;
        refusal ??= maker is null && found!.CreatedBy is not null ? AccessErrors.KeyWithoutMaker : null;
        if (refusal is not null)
        {
            context.Refusal = failures.Weigh(Context, refusal);
            return AuthenticateResult.Fail(refusal.En);
        }

        uses.Note(prefix, now);
        context.Caller = Caller.Machine(
            found!.Name,
            new KeyGrant(
                found.Id,
                prefix,
                found.ScopeWords.Split(' ').ToHashSet(StringComparer.Ordinal),
                found.CreatedBy,
                maker?.Roles
            )
        );
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, context.Caller.Actor)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>Whether a request may show its key by HTTP Basic.</summary>
    public static bool MayBeBasic(HttpRequest request) => TakesBasic.Contains(request.Path.Value ?? "");

    /// <summary>The key that a request shows, or <c>null</c>. Never from the address, which logs keep.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (SessionAuthentication.BearerOf(request) is { } token)
        {
            return token.StartsWith(KeyText.Mark, StringComparison.Ordinal) ? token : null;
        }

        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && MayBeBasic(request)
            ? NameOf(header[Basic.Length..].Trim())
            : null;
    }

    // Whatever cannot be read is a key that nobody has.
    private static string NameOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return
            Convert.TryFromBase64String(credentials, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is [.. var name, ':']
            ? name
            : "";
    }
}
