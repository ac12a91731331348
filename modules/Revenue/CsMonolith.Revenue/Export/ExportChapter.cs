using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Export;

/// <summary>Everything that Revenue holds: as tables, and about an account.</summary>
internal static class ExportChapter
{
    public static IServiceCollection AddExport(this IServiceCollection services) =>
        services.AddScoped<IHoldsAccountFacts, AccountFacts>().AddExportTables(RevenueTables.All);
}
