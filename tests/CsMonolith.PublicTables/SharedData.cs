namespace CsMonolith.PublicTables;

/// <summary>The public tables that tests may use and that are not part of the repository.</summary>
public static class SharedData
{
    /// <summary>
    /// The folder of the tables, or null where it is not: CSM_SHARED_DATA names it, or shared/data lies above the
    /// tests.
    /// </summary>
    public static string? Folder { get; } = Find();

    /// <param name="name">A file below the folder, with slashes.</param>
    public static string Path(string name) => System.IO.Path.Combine(Folder!, name);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CSM_SHARED_DATA") is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var data = System.IO.Path.Combine(at.FullName, "shared", "data");
            if (File.Exists(System.IO.Path.Combine(data, "telco_ibm.csv")))
            {
                return data;
            }
        }

        return null;
    }
}
