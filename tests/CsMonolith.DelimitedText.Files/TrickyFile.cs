using System.Text;

namespace CsMonolith.DelimitedText.Files;

/// <summary>A row that both readers must find: the line on which it begins, and its two cells.</summary>
public sealed record TrickyRow(long Line, string Id, string Name);

/// <summary>
/// A small file of customers (<c>account_id,name</c>) as spreadsheets, help desks and scripts write them, and what
/// stands in it. The host's import and <c>churn</c> read the same cells of it, and stop at the same line.
/// </summary>
/// <param name="Case">What is tricky about it.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Rows">Its rows that can be read.</param>
public sealed record TrickyFile(string Case, byte[] Bytes, params IReadOnlyList<TrickyRow> Rows)
{
    private const string Heads = "account_id,name\n";
    private static readonly string Long = new('長', 70_000);

    /// <summary>The encoding by the name that <c>churn --encoding</c> takes; the host finds it by itself.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The one line that cannot be read, if any; <c>churn</c> refuses the file there.</summary>
    public long? BrokenLine { get; init; }

    /// <summary>Every case.</summary>
    public static IReadOnlyList<TrickyFile> All { get; } =
    [
        Of("LF ends lines", Heads + "A1,Ao\nA2,Mi\n", new(2, "A1", "Ao"), new(3, "A2", "Mi")),
        Of("CRLF ends lines", "account_id,name\r\nA1,Ao\r\nA2,Mi\r\n", new(2, "A1", "Ao"), new(3, "A2", "Mi")),
        Of("CR ends lines", "account_id,name\rA1,Ao\rA2,Mi\r", new(2, "A1", "Ao"), new(3, "A2", "Mi")),
        Of("ends are mixed", "account_id,name\r\nA1,Ao\nA2,Mi\rA3,Ka", [.. Three(2, 3, 4)]),
        Of("the last line has no end", Heads + "A1,Ao\nA2,\"Mi\"", new(2, "A1", "Ao"), new(3, "A2", "Mi")),
        Of("one byte order mark", "\uFEFF" + Heads + "A1,Ao\n", new TrickyRow(2, "A1", "Ao")),
        Of("two byte order marks", "\uFEFF\uFEFF" + Heads + "A1,Ao\n", new TrickyRow(2, "A1", "Ao")),
        In(new UnicodeEncoding(bigEndian: false, byteOrderMark: true), "UTF-16, little end first"),
        In(new UnicodeEncoding(bigEndian: true, byteOrderMark: true), "UTF-16, big end first"),
        new(
            "CP932 as Python writes it",
            // 髙橋 and 﨑 by their first codes of three, and 髙橋 by the one that Windows writes.
            [
                .. "account_id,name\r\nP1,"u8,
                .. (byte[])[0xEE, 0xE0, 0x8B, 0xB4],
                .. "\r\nP2,"u8,
                .. (byte[])[0xED, 0x95],
                .. "\r\nP4,"u8,
                .. (byte[])[0xFB, 0xFC, 0x8B, 0xB4],
            ],
            new(2, "P1", "髙橋"),
            new(3, "P2", "﨑"),
            new(4, "P4", "髙橋")
        )
        {
            Encoding = "shift_jis",
        },
        Of("commas in quotes", Heads + "A1,\"Ao, Inc.\"\n\"A2\",\"\"\n", new(2, "A1", "Ao, Inc."), new(3, "A2", "")),
        Of("doubled quotes", Heads + "A1,\"\"\"Ao\"\" & \"\"Mi\"\"\"\n", new TrickyRow(2, "A1", "\"Ao\" & \"Mi\"")),
        Of(
            "line ends in quotes",
            Heads + "A1,\"a\nb\"\nA2,\"c\r\nd\"\nA3,\"e\rf\"\nA4,g\n",
            new(2, "A1", "a\nb"),
            new(4, "A2", "c\r\nd"),
            new(6, "A3", "e\rf"),
            new(8, "A4", "g")
        ),
        Of(
            "quotes that open no cell",
            Heads + "A1,5\" pipe\nA2,the \"best\" one\nA3,x\"\n",
            new(2, "A1", "5\" pipe"),
            new(3, "A2", "the \"best\" one"),
            new(4, "A3", "x\"")
        ),
        Of("blank lines", "\n  \n" + Heads + "\r\nA1,Ao\n \t\nA2,Mi\n\n\n", new(5, "A1", "Ao"), new(7, "A2", "Mi")),
        Of(
            "a blank line before a row of two lines",
            Heads + "A1,Ao\n\nA2,\"Mi\nna\"\n",
            new(2, "A1", "Ao"),
            new(4, "A2", "Mi\nna")
        ),
        Of("a delimiter too many", "account_id,name,,\nA1,Ao,,\nA2,Mi\nA3,Ka, \n", [.. Three(2, 3, 4)]),
        Of("tabs", "account_id\tname\nA1\tAo, Inc.\n", new TrickyRow(2, "A1", "Ao, Inc.")),
        Of("semicolons", "account_id;\"name\"\nA1;\"a;b\"\n", new TrickyRow(2, "A1", "a;b")),
        Of("bars", "account_id|name\nA1|a,b;c\n", new TrickyRow(2, "A1", "a,b;c")),
        Of("letters of four bytes", Heads + "A1,🏢𠮷野家\n", new TrickyRow(2, "A1", "🏢𠮷野家")),
        Of(
            "a cell longer than any buffer",
            Heads + $"A1,{Long}\nA2,\"{Long}\"\nA3,Ka\n",
            new(2, "A1", Long),
            new(3, "A2", Long),
            new(4, "A3", "Ka")
        ),
        Broken(3, "a quote never closed", Heads + "A1,Ao\nA2,\"Mi\nA3,Ka\n", new(2, "A1", "Ao"), new(4, "A3", "Ka")),
        Broken(
            3,
            "a quote that a later line closes",
            Heads + "A1,Ao\n\"A2,Mi\nA3,Ka\"\n",
            new(2, "A1", "Ao"),
            new(4, "A3", "Ka\"")
        ),
        Broken(2, "text after a quote", Heads + "A1,\"Ao\" Inc.\nA2,Mi\n", new TrickyRow(3, "A2", "Mi")),
        Broken(
            2,
            "a quote that would swallow the file",
            Heads + "A1,\"Ao\n" + string.Concat(Enumerable.Range(2, 20_000).Select(i => $"A{i},name\n")),
            [.. Enumerable.Range(2, 20_000).Select(i => new TrickyRow(i + 1, $"A{i}", "name"))]
        ),
        Broken(
            2,
            "a line without end",
            Heads + $"A1,{new string('x', 5_000_000)}\nA2,Mi\n",
            new TrickyRow(3, "A2", "Mi")
        ),
        Broken(2, "a cell too many", Heads + "A1,Ao,Inc.\nA2,Mi\n", new TrickyRow(3, "A2", "Mi")),
        Broken(3, "a cell too few", Heads + "A1,Ao\nA2\n", new TrickyRow(2, "A1", "Ao")),
    ];

    public override string ToString() => Case;

    private static IEnumerable<TrickyRow> Three(long first, long second, long third) =>
        [new(first, "A1", "Ao"), new(second, "A2", "Mi"), new(third, "A3", "Ka")];

    private static TrickyFile Of(string @case, string text, params IReadOnlyList<TrickyRow> rows) =>
        new(@case, System.Text.Encoding.UTF8.GetBytes(text), rows);

    private static TrickyFile In(Encoding encoding, string @case) =>
        new(
            @case,
            [.. encoding.GetPreamble(), .. encoding.GetBytes(Heads + "A1,能登物産\n")],
            new TrickyRow(2, "A1", "能登物産")
        );

    private static TrickyFile Broken(long line, string @case, string text, params IReadOnlyList<TrickyRow> rows) =>
        Of(@case, text, rows) with
        {
            BrokenLine = line,
        };
}
