using System.Collections.Frozen;
using System.Reflection;
using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>One row: how far each role reaches with one operation.</summary>
/// <param name="Operation">The request type's name; in camelCase it is the document's operationId.</param>
/// <param name="Resource">The noun it is about.</param>
/// <param name="Anonymous">Whether it needs no sign-in at all.</param>
/// <param name="Reaches">Reach by role; a role that is missing reaches nothing.</param>
/// <param name="Reads">Whether it changes nothing.</param>
public sealed record PermissionRow(
    string Operation,
    string Resource,
    bool Anonymous,
    IReadOnlyDictionary<Role, PermissionScope> Reaches,
    bool Reads = false
)
{
    /// <summary>
    /// The scopes of which a key needs one: that of its resource, or where it reads, that of reading it.
    /// </summary>
    public IReadOnlyList<string> KeyScopes => Reads ? [Resource, $"{Resource}:read"] : [Resource];
}

/// <summary>
/// Who may do what. Each module has its part in a file <c>permissions.csv</c> beside its front door; the parts are
/// joined when the host starts. An operation without a row is nobody's.
/// </summary>
public sealed class PermissionTable
{
    private const string FileName = "permissions.csv";

    private static readonly FrozenDictionary<string, PermissionScope> Signs = new Dictionary<string, PermissionScope>(
        StringComparer.Ordinal
    )
    {
        ["-"] = PermissionScope.None,
        ["s"] = PermissionScope.Self,
        ["o"] = PermissionScope.Own,
        ["p"] = PermissionScope.Partner,
        ["t"] = PermissionScope.Team,
        ["a"] = PermissionScope.Aggregate,
        ["m"] = PermissionScope.Masked,
        ["*"] = PermissionScope.All,
    }.ToFrozenDictionary();

    /// <summary>The sign of each reach, as the file writes it.</summary>
    public static IReadOnlyDictionary<PermissionScope, string> SignOf { get; } =
        Signs.ToFrozenDictionary(sign => sign.Value, sign => sign.Key);

    private readonly FrozenDictionary<string, PermissionRow> _rows;

    private PermissionTable(IEnumerable<PermissionRow> rows)
    {
        _rows = rows.ToFrozenDictionary(row => row.Operation);
        KeyScopes =
        [
            .. _rows
                .Values.Where(row => row.Reaches.GetValueOrDefault(Role.IntegrationKey) > PermissionScope.Self)
                .SelectMany(row => row.KeyScopes)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every row.</summary>
    public IReadOnlyCollection<PermissionRow> Rows => _rows.Values;

    /// <summary>
    /// What a key may have among its scopes: the resources that integration keys reach at all, but for what is only
    /// about themselves, and for those that they read also <c>RESOURCE:read</c>, which changes nothing.
    /// </summary>
    public IReadOnlyList<string> KeyScopes { get; }

    /// <summary>Joins the parts of modules.</summary>
    /// <param name="modules">
    /// Their assemblies; each holds its part as the resource <c>permissions.csv</c>, if it has operations.
    /// </param>
    /// <exception cref="FormatException">
    /// A row is malformed, names an operation that its module does not have, or stands there twice.
    /// </exception>
    public static PermissionTable Of(params IEnumerable<Assembly> modules) => Join(modules.SelectMany(PartOf));

    /// <summary>Parses a table's text; lines that begin with # are remarks.</summary>
    /// <exception cref="FormatException">A row is malformed or an operation stands there twice.</exception>
    public static PermissionTable Parse(string text) => Join(Parsed(text));

    /// <summary>The row of an operation, or <c>null</c>: then nobody may use it.</summary>
    public PermissionRow? Find(string operation) => _rows.GetValueOrDefault(operation);

    /// <summary>The operations of some modules that have no row.</summary>
    public IReadOnlyList<string> Lacking(params IReadOnlyList<Assembly> modules) =>
        [
            .. modules
                .SelectMany(OperationsOf)
                .Select(type => type.Name)
                .Where(name => Find(name) is null)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The furthest that any of the caller's roles reaches with an operation.</summary>
    public PermissionScope ScopeOf(Caller caller, string operation)
    {
        // Scheduled work was started by no operation; its name is the calendar's.
        if (caller.Roles.Contains(Role.System))
        {
            return PermissionScope.All;
        }

        if (Find(operation) is not { } row)
        {
            return PermissionScope.None;
        }

        if (row.Anonymous)
        {
            return PermissionScope.All;
        }

        // What a key's role reaches is bounded by the key's scopes, so without a key it reaches nothing.
        var scope = caller
            .Roles.Where(role => role != Role.IntegrationKey || caller.Key is not null)
            .Select(role => row.Reaches.GetValueOrDefault(role))
            .DefaultIfEmpty(PermissionScope.None)
            .Max();
        return LacksScope(caller, row, scope) ? PermissionScope.None : WithinMaker(caller, row, scope);
    }

    /// <summary>
    /// Whether a key's role and scopes allow an operation and its maker, as they stand now, does not.
    /// </summary>
    public bool IsBeyondMaker(Caller caller, string operation) =>
        Find(operation) is { } row
        && row.Reaches.GetValueOrDefault(Role.IntegrationKey) is > PermissionScope.None and var scope
        && !LacksScope(caller, row, scope)
        && WithinMaker(caller, row, scope) == PermissionScope.None;

    /// <summary>The scope that a key would need for an operation which its role allows, or <c>null</c>.</summary>
    public string? MissingScope(Caller caller, string operation) =>
        Find(operation) is { } row && LacksScope(caller, row, row.Reaches.GetValueOrDefault(Role.IntegrationKey))
            ? row.KeyScopes[^1]
            : null;

    // What is about the key itself, such as its own jobs, needs no scope.
    private static bool LacksScope(Caller caller, PermissionRow row, PermissionScope scope) =>
        caller.Key is { } key && scope > PermissionScope.Self && !row.KeyScopes.Any(key.Scopes.Contains);

    // What only machines do, as the stream of usage, and what is about the key itself bounds nobody.
    private static PermissionScope WithinMaker(Caller caller, PermissionRow row, PermissionScope scope)
    {
        if (
            caller.Key is not { MakerRoles: { } roles }
            || scope <= PermissionScope.Self
            || row.Reaches.All(reach => reach.Key == Role.IntegrationKey || reach.Value == PermissionScope.None)
        )
        {
            return scope;
        }

        var theirs = roles
            .Select(role => row.Reaches.GetValueOrDefault(role))
            .DefaultIfEmpty(PermissionScope.None)
            .Max();
        return theirs <= PermissionScope.Self ? PermissionScope.None
            : theirs < scope ? theirs
            : scope;
    }

    private static PermissionRow Row(string[] cells, List<Role> roles)
    {
        if (cells.Length != roles.Count + 3)
        {
            throw new FormatException($"{FileName}: {cells[0]} has {cells.Length} cells, not {roles.Count + 3}.");
        }

        var reaches = roles
            .Zip(cells.Skip(3))
            .ToDictionary(
                pair => pair.First,
                pair =>
                    Signs.TryGetValue(pair.Second, out var scope)
                        ? scope
                        : throw new FormatException(
                            $"{FileName}: {cells[0]}: '{pair.Second}' is none of {string.Join(' ', Signs.Keys)}."
                        )
            );
        return new PermissionRow(cells[0], cells[1], cells[2] == "*", reaches);
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    private static PermissionTable Join(IEnumerable<PermissionRow> rows)
    {
        var all = rows.ToList();
        return all.GroupBy(row => row.Operation).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new FormatException($"{FileName}: {twice.Key} stands there twice.")
            : new PermissionTable(all);
    }

    private static List<PermissionRow> PartOf(Assembly module)
    {
        using var stream = module.GetManifestResourceStream(FileName);
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        var rows = Parsed(reader.ReadToEnd());
        var operations = OperationsOf(module).ToDictionary(type => type.Name, IsQuery, StringComparer.Ordinal);
        return rows.Find(row => !operations.ContainsKey(row.Operation)) is { } unknown
            ? throw new FormatException(
                $"{FileName} of {module.GetName().Name}: there is no operation {unknown.Operation}."
            )
            : [.. rows.Select(row => row with { Reads = operations[row.Operation] })];
    }

    private static IEnumerable<Type> OperationsOf(Assembly module) =>
        module
            .GetTypes()
            .Where(type =>
                type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IOperation))
            );

    private static bool IsQuery(Type operation) =>
        operation.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IQuery<>));

    private static List<PermissionRow> Parsed(string text)
    {
        var lines = text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToList();
        var roles = Cells(lines[0])
            .Skip(3)
            .Select(name => Enum.Parse<Role>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))
            .ToList();
        return [.. lines.Skip(1).Select(line => Row(Cells(line), roles))];
    }
}
