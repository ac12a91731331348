using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>
/// The sets of levels that trees test, as columns of 0 and 1 beside the numbers, because a TreeEnsembleRegressor has no
/// sets.
/// </summary>
/// <remarks>
/// Equal sets share a column, so that features of few levels cost few columns however many trees ask about them.
/// </remarks>
internal sealed class OnnxSets
{
    private readonly Dictionary<(int Feature, string Set), int> _columnOf = [];

    public OnnxSets(OnnxGraph graph, OnnxInputs cells, IReadOnlyList<Tree> trees)
    {
        var members = new SortedDictionary<int, List<ulong[]>>();
        var seen = new HashSet<(int, string)>();
        foreach (var tree in trees)
        {
            foreach (var node in tree.Nodes)
            {
                if (node.Set >= 0 && seen.Add((node.Feature, KeyOf(tree.Sets[node.Set]))))
                {
                    members.TryAdd(node.Feature, []);
                    members[node.Feature].Add(tree.Sets[node.Set]);
                }
            }
        }

        var (columns, width) = (new List<string>(), cells.Width);
        if (cells.Numbers is { } numbers)
        {
            columns.Add(numbers);
        }

        foreach (var (feature, sets) in members)
        {
            foreach (var set in sets)
            {
                _columnOf[(feature, KeyOf(set))] = width++;
            }

            columns.Add(Indicators(graph, cells, feature, sets));
        }

        Cells = graph.Beside(columns);
    }

    /// <summary>Shape (rows, numeric features + sets), in double precision.</summary>
    public string Cells { get; }

    public int ColumnOf(Tree tree, in TreeNode node) => _columnOf[(node.Feature, KeyOf(tree.Sets[node.Set]))];

    private static string Indicators(OnnxGraph graph, OnnxInputs cells, int feature, List<ulong[]> sets)
    {
        var places = cells.Schema.Features[feature].Levels.Count + 2;
        var table = new bool[places * sets.Count];
        for (var place = 0; place < places; place++)
        {
            for (var i = 0; i < sets.Count; i++)
            {
                table[place * sets.Count + i] = Tree.Holds(sets[i], place);
            }
        }

        var flat = graph.Add("Reshape", cells.PlaceOf(feature), graph.Constant([-1L], 1));
        return graph.ToDouble(graph.Look(graph.Constant(table, places, sets.Count), flat));
    }

    private static string KeyOf(ulong[] set) => string.Join(',', set);
}
