using System.Text;
using System.Xml.Linq;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.SignIn;

/// <summary>Keeps the keys that protect short-lived cookies in the database, so that a sign-in begun at one host may end at another.</summary>
internal sealed class StoredDataKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    private const string Prefix = "data-protection:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return
        [
            .. scope
                .ServiceProvider.GetRequiredService<PlatformDb>()
                .Secrets.AsNoTracking()
                .Where(secret => secret.Name.StartsWith(Prefix))
                .AsEnumerable()
                .Select(secret => XElement.Parse(Encoding.UTF8.GetString(secret.Value))),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Transact(
                () =>
                {
                    db.Secrets.Add(
                        new Secret
                        {
                            Name = Prefix + friendlyName,
                            Value = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)),
                        }
                    );
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
    }
}
