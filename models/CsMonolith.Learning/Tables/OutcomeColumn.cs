using System.Collections.Frozen;
using System.Text;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// Collects the cells of the label as they are read, and says at the end which of them are the outcome.
/// </summary>
/// <param name="name">The label's name.</param>
/// <param name="positive">The value that is the outcome, every other one being none; null to know it by itself.</param>
internal sealed class OutcomeColumn(string name, string? positive)
{
    /// <summary>Different values of a label beyond which no more are remembered.</summary>
    private const int Most = 100;

    private static readonly FrozenSet<string> Yes = Words(
        "1",
        "1.0",
        "true",
        "t",
        "yes",
        "y",
        "はい",
        "有",
        "有り",
        "あり",
        "真"
    );

    private static readonly FrozenSet<string> No = Words(
        "0",
        "0.0",
        "false",
        "f",
        "no",
        "n",
        "いいえ",
        "無",
        "無し",
        "なし",
        "偽"
    );

    private static readonly FrozenSet<string> Gone = Words(
        "churned",
        "churn",
        "left",
        "leaver",
        "lost",
        "exited",
        "attrited",
        "attrited customer",
        "cancelled",
        "canceled",
        "terminated",
        "closed",
        "解約",
        "解約済",
        "解約済み",
        "解約あり",
        "離脱",
        "離反",
        "退会",
        "退会済",
        "退会済み"
    );

    private static readonly FrozenSet<string> Stays = Words(
        "stayed",
        "stay",
        "retained",
        "existing",
        "existing customer",
        "active",
        "current",
        "kept",
        "not churned",
        "no churn",
        "継続",
        "継続中",
        "契約中",
        "利用中",
        "在籍",
        "解約なし"
    );

    private readonly List<int> _codes = [];
    private readonly List<(string Text, long Line)> _values = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);

    /// <summary>Adds a cell.</summary>
    /// <exception cref="TableException">The label has too many different values to be one.</exception>
    public void Add(ReadOnlySpan<char> cell, long line)
    {
        var lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(cell, out var code))
        {
            code = _values.Count;
            _values.Add((cell.ToString(), line));
            lookup[cell] = code;
            if (_values.Count > Most)
            {
                _ = Labels();
                throw Unknown(_values[^1]);
            }
        }

        _codes.Add(code);
    }

    /// <summary>Shape (rows,): whether each row has the outcome; and what is to be told of how that is known.</summary>
    /// <exception cref="TableException">A value is neither; names its first line and all values.</exception>
    public (bool[] Labels, Reading? Reading) Labels()
    {
        var isOutcome = positive is null ? Known() : Named(positive);
        return ([.. _codes.Select(code => isOutcome[code])], Told(isOutcome));
    }

    private bool[] Known()
    {
        var signs = _values.Select(value => SignOf(Plain(value.Text))).ToArray();
        // 1 and -1, as support vector machines write it.
        if (_values.Any(value => Plain(value.Text) == "1"))
        {
            signs = [.. signs.Select((sign, i) => Plain(_values[i].Text) == "-1" ? false : sign)];
        }

        var unknown = Array.IndexOf(signs, null);
        if (unknown < 0)
        {
            return [.. signs.Select(sign => sign!.Value)];
        }

        // Of two values one says all, if it is a word for who went or stayed.
        var other = _values.Count == 2 ? Plain(_values[1 - unknown].Text) : "";
        return (Gone.Contains(other) || Stays.Contains(other)) && !WrittenNumber.IsMissing(_values[unknown].Text)
            ? [.. signs.Select(sign => sign ?? Stays.Contains(other))]
            : throw Unknown(_values[unknown]);
    }

    private bool[] Named(string value)
    {
        var wanted = Plain(value);
        bool[] isOutcome = [.. _values.Select(one => Plain(one.Text) == wanted)];
        if (!isOutcome.Contains(true))
        {
            throw new TableException(
                "label.positive",
                0,
                name,
                value,
                new(
                    $"No row holds this value, which --positive names: the label holds {Held(", ")}.",
                    $"--positive で指定された値を持つ行がありません。正解列の値は {Held("、")} です。"
                )
            );
        }

        var empty = _values.FindIndex(one => WrittenNumber.IsMissing(one.Text));
        return empty < 0 ? isOutcome : throw Unknown(_values[empty]);
    }

    private Reading? Told(bool[] isOutcome)
    {
        string[] Side(bool side) => [.. _values.Where((_, i) => isOutcome[i] == side).Select(value => value.Text)];
        var (hits, others) = (Side(side: true), Side(side: false));
        return
            positive is null && _values.All(value => Yes.Contains(Plain(value.Text)) || No.Contains(Plain(value.Text)))
            || hits.Length + others.Length == 0
            ? null
            : new Reading(
                name,
                new(
                    $"{Quoted(hits, "'", "'", ", ")} is the outcome, {Quoted(others, "'", "'", ", ")} is not. "
                        + $"--positive VALUE says otherwise.",
                    $"{Quoted(hits, "「", "」", "、")} を該当、{Quoted(others, "「", "」", "、")} を非該当として読みます。"
                        + $"変えるには --positive 値 を指定してください。"
                )
            );
    }

    private TableException Unknown((string Text, long Line) value) =>
        new(
            "label.value",
            value.Line,
            name,
            value.Text,
            new(
                "The label must be 0 or 1 (also true/false, yes/no, Y/N, はい/いいえ, churned/stayed, 解約/継続): mend the "
                    + $"value, leave the row out, or name the value that is the outcome with --positive. It holds "
                    + $"{Held(", ")}.",
                "正解列は 0 か 1(true/false、yes/no、Y/N、はい/いいえ、churned/stayed、解約/継続 も可)です。値を直すか、行を除くか、"
                    + $"該当とする値を --positive で指定してください。列の値は {Held("、")} です。"
            )
        );

    private string Held(string between) =>
        Quoted([.. _values.Take(5).Select(value => value.Text)], "'", "'", between)
        + (_values.Count > 5 ? $"{between}…" : "");

    private static string Quoted(string[] values, string open, string close, string between) =>
        string.Join(
            between,
            values.Take(5).Select(value => $"{open}{(value.Length > 30 ? value[..30] : value)}{close}")
        );

    private static bool? SignOf(string value) =>
        Yes.Contains(value) || Gone.Contains(value) ? true
        : No.Contains(value) || Stays.Contains(value) ? false
        : null;

    private static string Plain(string value) =>
        value.Trim().Normalize(NormalizationForm.FormKC).Replace('_', ' ').ToLowerInvariant();

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
