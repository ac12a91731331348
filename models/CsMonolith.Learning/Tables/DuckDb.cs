using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// DuckDB in this process, over a database in memory: the few functions of its C interface that running a statement
/// needs.
/// </summary>
/// <remarks>
/// The native library is optional: without it only Parquet files cannot be read. DuckDB is configured to download
/// nothing.
/// </remarks>
internal sealed class DuckDb : IDisposable
{
    private readonly nint _library;
    private nint _database;
    private nint _connection;

    private DuckDb(nint library)
    {
        _library = library;
        _ = Function<Open>("duckdb_open")(null, out _database);
        _ = Function<Connect>("duckdb_connect")(_database, out _connection);
        Run("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string? path, out nint database);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Connect(nint database, out nint connection);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Query(nint connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string sql, out Answer answer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint ErrorOf(ref Answer answer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Destroy(ref Answer answer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Release(ref nint handle);

    /// <summary>Loads the library, or returns null if there is none.</summary>
    /// <param name="path">Where it lies; null looks where the system keeps libraries.</param>
    public static DuckDb? Load(string? path) =>
        NativeLibrary.TryLoad(path ?? "libduckdb", out var library) ? new DuckDb(library) : null;

    /// <summary>Runs statements.</summary>
    /// <exception cref="IOException">DuckDB refused; its reason is the message.</exception>
    public void Run(string sql)
    {
        var failed = Function<Query>("duckdb_query")(_connection, sql, out var answer) != 0;
        var reason = failed ? Marshal.PtrToStringUTF8(Function<ErrorOf>("duckdb_result_error")(ref answer)) : null;
        Function<Destroy>("duckdb_destroy_result")(ref answer);
        if (failed)
        {
            throw new IOException(reason);
        }
    }

    public void Dispose()
    {
        Function<Release>("duckdb_disconnect")(ref _connection);
        Function<Release>("duckdb_close")(ref _database);
    }

    private T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));

    /// <summary>duckdb_result: six words, of which only DuckDB knows the meaning.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Answer
    {
        public nint First;
        public nint Second;
        public nint Third;
        public nint Fourth;
        public nint Fifth;
        public nint Sixth;
    }
}
