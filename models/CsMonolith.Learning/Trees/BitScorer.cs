using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>Scores many rows at once without walking down a tree.</summary>
/// <remarks>
/// Lucchese, Nardini, Orlando, Perego, Tonellotto and Venturini, Exploiting CPU SIMD extensions to speed-up document
/// scoring with tree ensembles, SIGIR 2016. A tree's leaves are bits, from the left. Each question that a row answers
/// with "right" clears the leaves on its left, in any order of questions; of the bits that remain the lowest is the
/// row's leaf. 32 rows are asked at once, feature by feature. A tree of more than <see cref="MaxWords"/> × 32 leaves is
/// walked. Cost: questions / 8 vector steps a row. Values are summed in the trees' order, so a batch has the same bits
/// as single rows.
/// </remarks>
internal sealed class BitScorer
{
    /// <summary>Rows from which a batch is faster than a walk.</summary>
    public const int WorthRows = 8;

    private const int Lanes = 32;
    private const int MaxWords = 4;

    private readonly Tree[] _trees;
    private readonly Question[][] _questions;
    private readonly ulong[][] _sets;
    private readonly int[] _firstWord;
    private readonly int[] _words;
    private readonly float[][] _values;
    private readonly int _allWords;
    private readonly bool _walks;

    public BitScorer(Tree[] trees, int features)
    {
        _trees = trees;
        (_firstWord, _words, _values) = (new int[trees.Length], new int[trees.Length], new float[trees.Length][]);
        var questions = new List<Question>[features];
        for (var feature = 0; feature < features; feature++)
        {
            questions[feature] = [];
        }

        var sets = new List<ulong[]>();
        for (var tree = 0; tree < trees.Length; tree++)
        {
            var words = (trees[tree].Values.Length + 31) / 32;
            (_firstWord[tree], _words[tree], _values[tree]) = (_allWords, words <= MaxWords ? words : 0, []);
            if (words <= MaxWords)
            {
                _values[tree] = new float[trees[tree].Values.Length];
                new Layout(trees[tree], _allWords, questions, sets, _values[tree]).Lay();
                _allWords += words;
            }

            _walks |= words > MaxWords;
        }

        _questions = [.. questions.Select(list => list.ToArray())];
        _sets = [.. sets];
    }

    /// <summary>Adds weight × (offset + sum of the trees' values) of each row.</summary>
    public void Add(Table aligned, int from, double weight, double offset, Span<double> into)
    {
        var features = _questions.Length;
        var cells = new float[features * Lanes];
        var alive = new uint[_allWords * Lanes];
        var single = new float[_walks ? features : 0];
        Span<double> sums = stackalloc double[Lanes];
        for (var start = 0; start < into.Length; start += Lanes)
        {
            var rows = Math.Min(Lanes, into.Length - start);
            for (var feature = 0; feature < features; feature++)
            {
                TreeInputs.OfColumn(aligned.Columns[feature], from + start, cells.AsSpan(feature * Lanes, rows));
            }

            alive.AsSpan().Fill(uint.MaxValue);
            for (var feature = 0; feature < features; feature++)
            {
                Ask(_questions[feature], cells.AsSpan(feature * Lanes, Lanes), alive);
            }

            sums.Clear();
            Sum(alive, cells, single, sums[..rows]);
            for (var row = 0; row < rows; row++)
            {
                into[start + row] += weight * (offset + sums[row]);
            }
        }
    }

    private void Ask(Question[] questions, ReadOnlySpan<float> cells, Span<uint> alive)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, Lanes);
        Span<uint> elsewhere = stackalloc uint[Lanes];
        ref var cell = ref MemoryMarshal.GetReference(cells);
        foreach (ref readonly var question in questions.AsSpan())
        {
            ref var word = ref MemoryMarshal.GetReference(alive.Slice(question.Word * Lanes, Lanes));
            var leaves = Vector256.Create(question.LeftLeaves);
            if (question.Set >= 0)
            {
                NotIn(_sets[question.Set], cells, elsewhere);
                for (nuint lane = 0; lane < Lanes; lane += 8)
                {
                    var right = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(elsewhere), lane);
                    Vector256.AndNot(Vector256.LoadUnsafe(ref word, lane), right & leaves).StoreUnsafe(ref word, lane);
                }

                continue;
            }

            // A missing number is neither below nor above: which comparison is asked decides where it goes.
            var cut = Vector256.Create(question.Cut);
            for (nuint lane = 0; lane < Lanes; lane += 8)
            {
                var number = Vector256.LoadUnsafe(ref cell, lane);
                var right = question.MissingLeft
                    ? Vector256.GreaterThanOrEqual(number, cut).AsUInt32()
                    : Vector256.LessThan(number, cut).AsUInt32() ^ Vector256<uint>.AllBitsSet;
                Vector256.AndNot(Vector256.LoadUnsafe(ref word, lane), right & leaves).StoreUnsafe(ref word, lane);
            }
        }
    }

    private static void NotIn(ulong[] set, ReadOnlySpan<float> cells, Span<uint> elsewhere)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            elsewhere[lane] = Tree.Holds(set, (int)cells[lane]) ? 0 : uint.MaxValue;
        }
    }

    private void Sum(ReadOnlySpan<uint> alive, ReadOnlySpan<float> cells, Span<float> single, Span<double> sums)
    {
        for (var tree = 0; tree < _trees.Length; tree++)
        {
            var values = _values[tree];
            if (_words[tree] == 1)
            {
                var word = alive.Slice(_firstWord[tree] * Lanes, Lanes);
                for (var row = 0; row < sums.Length; row++)
                {
                    sums[row] += values[BitOperations.TrailingZeroCount(word[row])];
                }

                continue;
            }

            for (var row = 0; row < sums.Length; row++)
            {
                sums[row] +=
                    _words[tree] == 0 ? Walk(_trees[tree], cells, row, single) : values[LowestBit(alive, tree, row)];
            }
        }
    }

    private int LowestBit(ReadOnlySpan<uint> alive, int tree, int row)
    {
        var word = 0;
        while (alive[(_firstWord[tree] + word) * Lanes + row] == 0)
        {
            word++;
        }

        return word * 32 + BitOperations.TrailingZeroCount(alive[(_firstWord[tree] + word) * Lanes + row]);
    }

    private static float Walk(Tree tree, ReadOnlySpan<float> cells, int row, Span<float> single)
    {
        for (var feature = 0; feature < single.Length; feature++)
        {
            single[feature] = cells[feature * Lanes + row];
        }

        return tree.ValueOf(single);
    }

    /// <param name="Cut">As in <see cref="TreeNode"/>.</param>
    /// <param name="LeftLeaves">Bits of one word that "right" clears.</param>
    /// <param name="Word">Which word.</param>
    /// <param name="Set">Index of the set of places that go left; −1 for a number.</param>
    /// <param name="MissingLeft">As in <see cref="TreeNode"/>.</param>
    private readonly record struct Question(float Cut, uint LeftLeaves, int Word, int Set, bool MissingLeft);

    /// <summary>Numbers one tree's leaves from the left and writes down its questions.</summary>
    private sealed class Layout(
        Tree tree,
        int firstWord,
        List<Question>[] questions,
        List<ulong[]> sets,
        float[] values
    )
    {
        private int _leaves;

        public void Lay() => Visit(tree.Nodes.Length > 0 ? 0 : ~0);

        private void Visit(int at)
        {
            if (at < 0)
            {
                values[_leaves++] = tree.Values[~at];
                return;
            }

            var node = tree.Nodes[at];
            var first = _leaves;
            Visit(node.Left);
            var set = -1;
            if (node.Set >= 0)
            {
                set = sets.Count;
                sets.Add(tree.Sets[node.Set]);
            }

            for (var word = first / 32; word <= (_leaves - 1) / 32; word++)
            {
                var bits = Below(_leaves - word * 32) & ~Below(first - word * 32);
                questions[node.Feature].Add(new Question(node.Cut, bits, firstWord + word, set, node.MissingLeft));
            }

            Visit(node.Right);
        }

        private static uint Below(int bits) =>
            bits <= 0 ? 0
            : bits >= 32 ? uint.MaxValue
            : (1u << bits) - 1;
    }
}
