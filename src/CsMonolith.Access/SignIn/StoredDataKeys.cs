using System.Text;
using System.Xml.Linq;
using CsMonolith.Access.Storage;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Keeps the keys that protect short-lived cookies in the database, so that a sign-in begun at one host may end at
/// another.
/// </summary>
internal sealed class StoredDataKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return
        [
            .. scope
                .ServiceProvider.GetRequiredService<AccessDb>()
                .Set<DataKey>()
                .AsNoTracking()
                .AsEnumerable()
                .Select(key => XElement.Parse(key.Xml)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        db.Transact(
                () =>
                {
                    db.Set<DataKey>()
                        .Add(
                            new DataKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }
                        );
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
    }
}

/// <summary>One key of the framework's data protection.</summary>
internal sealed class DataKey
{
    public required string Name { get; set; }

    public required string Xml { get; set; }
}

internal sealed class DataKeyTable : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("data_keys");
        builder.HasKey(key => key.Name);
    }
}
